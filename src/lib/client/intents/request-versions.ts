import type { Mirror } from '../mirror/mirror.ts';

const idOf = (messageId: string) => `versions:${messageId}`;

/** Asks sync for what an own message said before it was edited; it comes through `MessageVersions`. Offline it waits. */
export async function requestVersions(mirror: Mirror, messageId: string): Promise<void> {
	await mirror.requests.put({
		id: idOf(messageId),
		tab: mirror.tab,
		at: Date.now(),
		kind: 'versions',
		messageId,
		state: 'waiting',
		versions: []
	});
}

/** They are no longer on the screen: nothing of them stays on this device. */
export async function forgetVersions(mirror: Mirror, messageId: string): Promise<void> {
	await mirror.requests.delete(idOf(messageId));
}
