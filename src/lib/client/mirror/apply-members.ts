import type { ListedMember } from '../../protocol/entities.ts';
import { apply } from './apply.ts';
import { commit } from './commit.ts';
import type { Mirror } from './mirror.ts';
import type { Wanted } from './rows.ts';

export type MembersRequest = Wanted<'members'>;

/** Writes a page of a chat's members, unless the tab looks for others by now. */
export function applyMembers(
	mirror: Mirror,
	asked: MembersRequest,
	page: { members: ListedMember[]; total: number; hasAfter: boolean }
): Promise<void> {
	return commit(mirror, async () => {
		await apply(mirror, { users: page.members.map((member) => member.user) });
		const now = await mirror.requests.get(asked.id);
		if (now?.kind !== 'members' || now.at !== asked.at || now.after !== asked.after) return;
		const { error: _, ...rest } = now;
		const earlier = asked.after === null ? [] : rest.members;
		// Somebody whose role changed meanwhile may stand on two pages.
		const byId = new Map([...earlier, ...page.members].map((member) => [member.userId, member]));
		await mirror.requests.put({ ...rest, ...page, members: [...byId.values()], state: 'done' });
	});
}
