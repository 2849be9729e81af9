import { applyPage } from '../mirror/apply-page.ts';
import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { News } from '../mirror/news.ts';
import type { Request } from './link.ts';
import { openChats } from './open-chats.ts';

/** The first page is small, to be on the screen soon. */
const firstPage = 100;
const nextPages = 500;

/**
 * Brings the mirror from its cursor to the present, page by page, each written with its cursor. Answers whether it came to
 * the end; if not, the next pull goes on where this one stopped. `onNews`: unread messages came with a page.
 */
export async function pull(
	mirror: Mirror,
	request: Request,
	onNews: (news: News[]) => void = () => {}
): Promise<boolean> {
	for (;;) {
		const cursor = (await readFact(mirror, 'cursor')) ?? null;
		const [openChatId] = await openChats(mirror);
		const reply = await request('sync.initial', {
			cursor,
			limit: cursor === null ? firstPage : nextPages,
			...(openChatId ? { openChatId } : {})
		});
		if (!reply) return false;
		if (!reply.ok) {
			console.warn('The server refused to tell what changed.', reply.error);
			return false;
		}
		onNews(await applyPage(mirror, reply.data));
		if (!reply.data.more) return true;
	}
}
