import { commit } from '../mirror/commit.ts';
import { writeFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** The person has proved what was asked for: sync asks the server whether it lets them in now. */
export async function askAgain(mirror: Mirror): Promise<void> {
	await commit(mirror, () => writeFact(mirror, 'connection', 'connecting'));
}
