import { newId } from '../../protocol/ids.ts';
import { deleteMirror } from '../mirror/delete-mirror.ts';
import { forgetMark } from '../mirror/mirror-mark.ts';
import { keepSalvage } from '../mirror/put-back.ts';
import { salvage } from '../mirror/salvage.ts';

/**
 * Removes a mirror that cannot be used, so that the next start makes it anew from the server. What could be read of
 * things unsent is kept, and put into the new one.
 * @throws DOMException if there is no room to keep that, or if the browser cannot remove the old one
 */
export async function rebuildMirror(userId: string): Promise<void> {
	// Read once more: another tab may have gone on writing since the texts were shown.
	keepSalvage(userId, await salvage(userId, newId()));
	await deleteMirror(userId);
	forgetMark(userId);
}
