import type { Mirror } from '../mirror/mirror.ts';

/** Notes how many of its newest messages this tab shows of the open chat, so that they stay on the device. */
export async function noteShown(mirror: Mirror, chatId: string, size: number): Promise<void> {
	const id = `open:${mirror.tab}`;
	const { requests, tab } = mirror;
	// Of this table alone: a chat that is being opened must not wait for it.
	await mirror.transaction('rw', requests, async () => {
		const row = await requests.get(id);
		// Another chat stands in this tab by now.
		if (row && (row.kind !== 'open' || row.chatId !== chatId)) return;
		const state = row?.state ?? 'waiting';
		await requests.put({ id, tab, at: Date.now(), kind: 'open', chatId, state, size });
	});
}
