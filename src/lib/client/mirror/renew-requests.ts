import { commit } from './commit.ts';
import { askForDevices } from './ask-for-devices.ts';
import type { Mirror } from './mirror.ts';

/** So long somebody looks at a change that they asked for. */
const watchedMs = 60_000;
const forgottenMs = 24 * 60 * 60 * 1000;

/**
 * At a new connection: what failed is asked again, as are the person's devices, and the open chats are brought up to date. What a tab left behind that
 * ended without a word is forgotten after a day.
 */
export function renewRequests(mirror: Mirror, now: number): Promise<void> {
	return commit(mirror, async () => {
		await askForDevices(mirror, now);
		await mirror.requests.filter((row) => row.at < now - forgottenMs).delete();
		// Nobody waits for it any more, and it must not happen behind their back.
		await mirror.requests.filter((row) => row.kind === 'change' && row.at < now - watchedMs).delete();
		await mirror.requests
			// What was refused is not done later by itself, when nobody looks any more.
			.filter((row) => row.kind === 'open' || (row.state === 'failed' && row.kind !== 'change'))
			.modify((row) => {
				row.state = 'waiting';
			});
	});
}
