import type { Mirror } from '../mirror/mirror.ts';

/** Asks sync for people whose names begin like `query`; the answer comes through `PeopleSearch`. Blank ends the search. */
export async function searchPeople(mirror: Mirror, query: string): Promise<void> {
	const id = `search:${mirror.tab}`;
	const wanted = query.trim().slice(0, 100);
	if (wanted === '') return mirror.requests.delete(id);
	await mirror.requests.put({
		id,
		tab: mirror.tab,
		at: Date.now(),
		kind: 'search',
		query: wanted,
		state: 'waiting',
		userIds: []
	});
}
