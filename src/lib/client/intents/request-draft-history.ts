import type { Mirror } from '../mirror/mirror.ts';

/** Asks sync for the earlier texts of a chat that the server keeps; they come through `DraftHistory`. Offline it waits. */
export async function requestDraftHistory(mirror: Mirror, chatId: string): Promise<void> {
	const id = `history:${chatId}`;
	const before = await mirror.requests.get(id);
	const entries = before?.kind === 'history' ? before.entries : [];
	await mirror.requests.put({
		id,
		tab: mirror.tab,
		at: Date.now(),
		kind: 'history',
		chatId,
		state: 'waiting',
		entries
	});
}
