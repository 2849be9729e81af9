import { Mirror } from './mirror.ts';
import { putBack } from './put-back.ts';
import { StorageFault, storageFault } from './storage-fault.ts';

/**
 * Opens a person's mirror and looks whether it can be read. `onBlocked`: a tab of an earlier version holds it.
 * @throws StorageFault if it cannot be used; then nothing in it was changed.
 */
export async function openMirror(userId: string, onBlocked = () => {}): Promise<Mirror> {
	const mirror = new Mirror(userId);
	mirror.on('blocked', onBlocked);
	try {
		await mirror.open();
		await look(mirror);
		await putBack(mirror);
		return mirror;
	} catch (error) {
		mirror.close();
		throw storageFault(error);
	}
}

/** @throws StorageFault or the browser's own error */
export async function look(mirror: Mirror): Promise<void> {
	const installed = mirror.backendDB().version;
	// Dexie opens what is newer than it knows all the same, and would write rows in the old form.
	if (Math.floor(installed / 10) > mirror.verno) throw new StorageFault('newer');
	// It counts up by one where it had to add a store that was missing: what stood there is gone.
	if (installed % 10 !== 0) throw new StorageFault('damaged');
	for (const table of [mirror.facts, mirror.drafts, mirror.edits]) await table.toArray();
}
