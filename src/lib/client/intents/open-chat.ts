import { adoptRival } from '../mirror/adopt-rival.ts';
import { idPattern } from '../../protocol/ids.ts';
import { commit } from '../mirror/commit.ts';
import { nextRev } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { noHistory } from '../mirror/note-history.ts';

/**
 * Tells sync which chat is on this tab's screen (`null`: none): it is brought up to date first. A text of another device
 * that waited becomes the draft, because nobody is typing yet.
 */
export async function openChat(mirror: Mirror, chatId: string | null): Promise<void> {
	const id = `open:${mirror.tab}`;
	await commit(mirror, async () => {
		// An address may be mistyped, and the server would refuse a whole pull for it.
		if (chatId === null || !idPattern.test(chatId)) return mirror.requests.delete(id);
		await adoptRival(mirror, chatId);
		const history = (await mirror.histories.get(chatId)) ?? noHistory(chatId);
		await mirror.histories.put({ ...history, opened: await nextRev(mirror) });
		await mirror.requests.put({
			id,
			tab: mirror.tab,
			at: Date.now(),
			kind: 'open',
			chatId,
			state: 'waiting'
		});
	});
}
