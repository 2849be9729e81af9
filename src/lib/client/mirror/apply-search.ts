import type { User } from '../../protocol/entities.ts';
import { apply } from './apply.ts';
import { commit } from './commit.ts';
import type { Mirror } from './mirror.ts';
import type { Wanted } from './rows.ts';

/** Writes the people found, unless the person looks for somebody else by now. */
export function applySearch(mirror: Mirror, asked: Wanted<'search'>, users: User[]): Promise<void> {
	return commit(mirror, async () => {
		await apply(mirror, { users });
		const request = await mirror.requests.get(asked.id);
		if (request?.kind !== 'search' || request.query !== asked.query) return;
		const { error: _, ...rest } = request;
		await mirror.requests.put({ ...rest, state: 'done', userIds: users.map((user) => user.id) });
	});
}
