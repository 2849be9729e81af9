import { idPattern } from '../../protocol/ids.ts';
import { adoptRival } from '../mirror/adopt-rival.ts';
import { commit } from '../mirror/commit.ts';
import { nextRev } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { noHistory } from '../mirror/note-history.ts';

/**
 * Tells sync which chat is on this tab's screen (`null`: none): it is brought up to date first. A text of another device
 * that waited becomes the draft, because nobody is typing yet. That is done at once; the rest waits for `drawn`, because what
 * is written wakes sync, and the screen is drawn by the same thread, and is not done where the chat was `left` meanwhile.
 */
export async function openChat(
	mirror: Mirror,
	chatId: string | null,
	{ drawn, left }: { drawn?: Promise<void>; left?: AbortSignal } = {}
): Promise<void> {
	// An address may be mistyped, and the server would refuse a whole pull for it.
	const opened = chatId !== null && idPattern.test(chatId) ? chatId : null;
	if (opened !== null) await takeRival(mirror, opened);
	await drawn;
	if (!left?.aborted) await noteOpen(mirror, opened);
}

async function noteOpen(mirror: Mirror, chatId: string | null): Promise<void> {
	const id = `open:${mirror.tab}`;
	const { facts, histories, requests, tab } = mirror;
	// Of these tables alone: what the screen reads of the chat must not wait for it.
	await mirror.transaction('rw', facts, histories, requests, async () => {
		if (chatId === null) return requests.delete(id);
		const row = await requests.get(id);
		const size = row?.kind === 'open' && row.chatId === chatId ? row.size : undefined;
		const history = (await histories.get(chatId)) ?? noHistory(chatId);
		await histories.put({ ...history, opened: await nextRev(mirror) });
		await requests.put({
			id,
			tab,
			at: Date.now(),
			kind: 'open',
			chatId,
			state: 'waiting',
			...(size ? { size } : {})
		});
	});
}

async function takeRival(mirror: Mirror, chatId: string): Promise<void> {
	const draft = await mirror.drafts.get(chatId);
	if (draft?.rival) await commit(mirror, () => adoptRival(mirror, chatId));
}
