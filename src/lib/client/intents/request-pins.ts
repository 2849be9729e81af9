import type { Mirror } from '../mirror/mirror.ts';

/** Asks sync which messages of a chat are pinned; they come through `PinnedMessages`. Those that the device knows are there. */
export async function requestPins(mirror: Mirror, chatId: string): Promise<void> {
	await mirror.requests.put({
		id: `pins:${chatId}`,
		tab: mirror.tab,
		at: Date.now(),
		kind: 'pins',
		chatId,
		state: 'waiting'
	});
}
