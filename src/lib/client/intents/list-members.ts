import { commit } from '../mirror/commit.ts';
import type { Mirror } from '../mirror/mirror.ts';

const idOf = (mirror: Mirror) => `members:${mirror.tab}`;

/** Asks sync for a chat's members whose names hold `query`; they come through `MemberList`. Those that are there stay meanwhile. */
export async function listMembers(mirror: Mirror, chatId: string, wanted: string): Promise<void> {
	const id = idOf(mirror);
	const query = wanted.trim().slice(0, 100);
	await commit(mirror, async () => {
		const before = await mirror.requests.get(id);
		const same = before?.kind === 'members' && before.chatId === chatId && before.query === query;
		const { members, total, hasAfter } = same ? before : { members: [], total: 0, hasAfter: false };
		await mirror.requests.put({
			id,
			tab: mirror.tab,
			at: Date.now(),
			kind: 'members',
			chatId,
			query,
			after: null,
			state: 'waiting',
			members,
			total,
			hasAfter
		});
	});
}

/** Asks for the page that follows, if there is one and it is not on its way. */
export async function listMoreMembers(mirror: Mirror): Promise<void> {
	await commit(mirror, async () => {
		const row = await mirror.requests.get(idOf(mirror));
		if (row?.kind !== 'members' || row.state !== 'done' || !row.hasAfter) return;
		const after = row.members.at(-1)?.userId ?? null;
		await mirror.requests.put({ ...row, after, at: Date.now(), state: 'waiting' });
	});
}

/** The list is no longer on the screen. */
export async function forgetMembers(mirror: Mirror): Promise<void> {
	await mirror.requests.delete(idOf(mirror));
}
