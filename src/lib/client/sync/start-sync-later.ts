import type { Mirror } from '../mirror/mirror.ts';
import type { startSync, Sync, SyncSettings } from './start-sync.ts';

/** Starts sync when its code has come, which the chats on the screen do not wait for; never once it was stopped. */
export function startSyncLater(
	code: Promise<{ startSync: typeof startSync }>,
	mirror: Mirror,
	settings: SyncSettings
): Sync {
	let stopped = false;
	let sync: Sync | undefined;
	void code.then(({ startSync }) => {
		if (!stopped) sync = startSync(mirror, settings);
	});
	return {
		stop: async () => {
			stopped = true;
			await sync?.stop();
		}
	};
}
