import { commit } from './commit.ts';
import { askForDevices } from './ask-for-devices.ts';
import type { Mirror } from './mirror.ts';

const forgottenMs = 24 * 60 * 60 * 1000;

/**
 * At a new connection: what failed is asked again, as are the person's devices, and the open chats are brought up to date. What a tab left behind that
 * ended without a word is forgotten after a day.
 */
export function renewRequests(mirror: Mirror, now: number): Promise<void> {
	return commit(mirror, async () => {
		await askForDevices(mirror, now);
		await mirror.requests.filter((row) => row.at < now - forgottenMs).delete();
		await mirror.requests
			.filter((row) => row.kind === 'open' || row.state === 'failed')
			.modify((row) => {
				row.state = 'waiting';
			});
	});
}
