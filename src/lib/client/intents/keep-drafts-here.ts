import { commit } from '../mirror/commit.ts';
import { writeFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';

/**
 * Keeps the texts of drafts on this device alone from now on, or lets them go to the server: those that waited go at once.
 * A message that is sent, and the deletion of a draft, reach the server in any case.
 */
export async function keepDraftsHere(mirror: Mirror, stay: boolean): Promise<void> {
	await commit(mirror, () => writeFact(mirror, 'draftsStayHere', stay));
}
