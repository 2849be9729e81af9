import type { Data } from '../../protocol/contract.ts';
import type { Reply } from '../../protocol/envelope.ts';
import type { applyPage } from '../mirror/apply-page.ts';
import { commit } from '../mirror/commit.ts';
import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { askSession, type Session } from './ask-session.ts';
import { pageSizes } from './page-sizes.ts';

type Page = Data<'sync.initial'>;
type Ask = { session: () => Promise<Session>; page: () => Promise<Page | null> };

const patienceMs = 8_000;

/**
 * Brings the first chats to a device that has none yet: by HTTP, so that they are on the screen before the code that keeps mirror
 * and server in step has come. That goes on from where this ends. `code`: what writes a page into the mirror. Answers whether
 * there are chats now; never rejects.
 */
export async function bringFirstChats(
	mirror: Mirror,
	code: Promise<{ applyPage: typeof applyPage }>,
	ask: Ask = { session: askSession, page: askFirstPage }
): Promise<boolean> {
	try {
		const [session, page, { applyPage }] = await Promise.all([ask.session(), ask.page(), code]);
		// Another tab may have signed in somebody else, whose chats must not come into this mirror.
		const isOwn = session.kind === 'signed-in' && session.account.user.id === mirror.userId;
		if (!isOwn || !page) return false;
		return await commit(mirror, async () => {
			// Where sync was here first, it knows more by now.
			if ((await readFact(mirror, 'cursor')) === undefined) await applyPage(mirror, page);
			return (await mirror.chats.count()) > 0;
		});
	} catch (error) {
		console.warn('The first chats did not come by themselves; sync brings them.', error);
		return false;
	}
}

async function askFirstPage(): Promise<Page | null> {
	const response = await fetch('/api/v1/sync.initial', {
		method: 'POST',
		headers: { accept: 'application/json', 'content-type': 'application/json' },
		body: JSON.stringify({ cursor: null, limit: pageSizes.first }),
		signal: AbortSignal.timeout(patienceMs)
	});
	const reply = (await response.json()) as Reply<Page>;
	return reply.ok ? reply.data : null;
}
