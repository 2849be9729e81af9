import type { ReplyError } from '../../protocol/envelope.ts';
import { applyPage } from '../mirror/apply-page.ts';
import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { News } from '../mirror/news.ts';
import type { Request } from './link.ts';
import { openChats } from './open-chats.ts';
import { pageSizes } from './page-sizes.ts';

/**
 * Brings the mirror from its cursor to the present, page by page, each written with its cursor. Answers whether it came to
 * the end; if not, the next pull goes on where this one stopped. `onNews`: unread messages came with a page.
 */
export async function pull(
	mirror: Mirror,
	request: Request,
	onNews: (news: News[]) => void = () => {}
): Promise<boolean> {
	let startAnew: (() => Promise<void>) | undefined;
	for (;;) {
		const cursor: string | null = startAnew ? null : ((await readFact(mirror, 'cursor')) ?? null);
		const [openChatId] = await openChats(mirror);
		const reply = await request('sync.initial', {
			cursor,
			limit: cursor === null ? pageSizes.first : pageSizes.next,
			...(openChatId ? { openChatId } : {})
		});
		if (!reply) return false;
		if (!reply.ok && cursor !== null && isOfAnotherTime(reply.error)) {
			console.info('The server was restored from a backup. All that it tells is fetched anew.');
			const lostSince = lostSinceOf(reply.error);
			// Seldom, and then the server can be asked for code as well.
			const { startOver } = await import('../mirror/start-over.ts');
			startAnew = () => startOver(mirror, lostSince);
			continue;
		}
		if (!reply.ok) {
			console.warn('The server refused to tell what changed.', reply.error);
			return false;
		}
		onNews(await applyPage(mirror, reply.data, startAnew));
		startAnew = undefined;
		if (!reply.data.more) return true;
	}
}

/** The server does not know the cursor, which it has given out: it is not what it was then. */
function isOfAnotherTime({ code, issues = [] }: ReplyError): boolean {
	return code === 'invalid_data' && issues.some(({ path }) => path === 'cursor');
}

/** Since when the server may have lost what it acknowledged, by its clock in ms; a server that does not say has lost nothing. */
function lostSinceOf({ current }: ReplyError): number {
	const { lostSince = Infinity } = (current ?? {}) as { lostSince?: number };
	return lostSince;
}
