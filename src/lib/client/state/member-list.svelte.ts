import type { ListedMember } from '../../protocol/entities.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Wanted } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

type Answer = { request: Wanted<'members'> | undefined; known: ListedMember[] };

/** The members of the chat that this tab asked for last: as far as the device knows them, then as the server tells them. */
export class MemberList {
	readonly #answer: Live<Answer>;

	constructor(mirror: Mirror, chatId: string) {
		this.#answer = new Live<Answer>({ request: undefined, known: [] }, async () => {
			const request = await mirror.requests.get(`members:${mirror.tab}`);
			const mine = request?.kind === 'members' && request.chatId === chatId ? request : undefined;
			return { request: mine, known: await knownMembers(mirror, chatId, mine?.query ?? '') };
		});
	}

	get members(): ListedMember[] {
		const { request, known } = this.#answer.current;
		return request && request.members.length > 0 ? request.members : request?.state === 'done' ? [] : known;
	}

	/** How many there are of those that were asked for; `null` until the server told. */
	get total(): number | null {
		const { request } = this.#answer.current;
		return request && (request.state === 'done' || request.members.length > 0) ? request.total : null;
	}

	get hasMore(): boolean {
		return this.#answer.current.request?.hasAfter ?? false;
	}

	get error(): string | null {
		return this.#answer.current.request?.error ?? null;
	}
}

const rank = { owner: 0, admin: 1, member: 2 };

async function knownMembers(mirror: Mirror, chatId: string, query: string): Promise<ListedMember[]> {
	const members = (await mirror.chats.get(chatId))?.members ?? [];
	const users = await mirror.users.bulkGet(members.map((member) => member.userId));
	const listed = members.flatMap((member, index) => {
		const user = users[index];
		return user ? [{ ...member, user }] : [];
	});
	const wanted = query.toLocaleLowerCase();
	return listed
		.filter(({ user }) => `${user.displayName} ${user.username}`.toLocaleLowerCase().includes(wanted))
		.sort(
			(one, other) =>
				rank[one.role] - rank[other.role] || one.user.displayName.localeCompare(other.user.displayName)
		);
}
