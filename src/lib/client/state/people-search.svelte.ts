import type { User } from '../../protocol/entities.ts';
import { searchedName } from '../../protocol/searched-name.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { UserRow, Wanted } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

type Search = Wanted<'search'>;
type Answer = { request: Search | undefined; users: UserRow[] };

const shownMax = 50;

/** The search for people that this tab asked for last. What the device knows is there at once, the server's answer after it. */
export class PeopleSearch {
	readonly #answer: Live<Answer>;

	constructor(mirror: Mirror) {
		this.#answer = new Live<Answer>({ request: undefined, users: [] }, () => readAnswer(mirror));
	}

	get query(): string {
		return this.#answer.current.request?.query ?? '';
	}

	get results(): User[] {
		return this.#answer.current.users;
	}

	/** The server has not answered yet. */
	get searching(): boolean {
		return this.#answer.current.request?.state === 'waiting';
	}

	/** Why the server could not be asked; `results` then holds only whom the device knows. */
	get error(): string | null {
		return this.#answer.current.request?.error ?? null;
	}
}

async function readAnswer(mirror: Mirror): Promise<Answer> {
	const request = await mirror.requests.get(`search:${mirror.tab}`);
	if (request?.kind !== 'search') return { request: undefined, users: [] };
	if (request.state !== 'done') return { request, users: await knownPeople(mirror, request.query) };
	const users = await mirror.users.bulkGet(request.userIds);
	return { request, users: users.filter((user) => user !== undefined) };
}

function knownPeople(mirror: Mirror, query: string): Promise<UserRow[]> {
	const wanted = searchedName(query).toLowerCase();
	const begins = (name: string) =>
		name
			.toLowerCase()
			.split(/\s+/)
			.some((word) => word.startsWith(wanted));
	return mirror.users
		.filter((user) => user.id !== mirror.userId && (begins(user.displayName) || begins(user.username)))
		.limit(shownMax)
		.toArray();
}
