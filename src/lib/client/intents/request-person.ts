import { commit } from '../mirror/commit.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** Asks sync, once, who somebody is whom the device does not know; `People` has the answer. Offline it waits. */
export async function requestPerson(mirror: Mirror, userId: string): Promise<void> {
	await commit(mirror, async () => {
		const id = `person:${userId}`;
		if ((await mirror.users.get(userId)) || (await mirror.requests.get(id))) return;
		await mirror.requests.put({
			id,
			tab: mirror.tab,
			at: Date.now(),
			kind: 'person',
			userId,
			state: 'waiting'
		});
	});
}
