import { commit } from '../mirror/commit.ts';
import type { Mirror } from '../mirror/mirror.ts';

const idOf = (mirror: Mirror) => `members:${mirror.tab}`;

/** Asks sync for a chat's members, those first whose names hold `query`; they come through `MemberList`. */
export async function listMembers(mirror: Mirror, chatId: string, query: string): Promise<void> {
	await mirror.requests.put({
		id: idOf(mirror),
		tab: mirror.tab,
		at: Date.now(),
		kind: 'members',
		chatId,
		query: query.trim().slice(0, 100),
		after: null,
		state: 'waiting',
		members: [],
		total: 0,
		hasAfter: false
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
