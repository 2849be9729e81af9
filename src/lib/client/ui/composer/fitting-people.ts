import type { User } from '../../../protocol/entities.ts';

const shownMax = 50;

/** Those whom the letters behind "@" may mean: names that begin with them first, then words of names, then any part. */
export function fittingPeople(people: readonly User[], query: string): User[] {
	const wanted = folded(query);
	return people
		.map((user) => ({ user, rank: rankOf(user, wanted) }))
		.filter(({ rank }) => rank < Infinity)
		.sort((a, b) => a.rank - b.rank || a.user.displayName.localeCompare(b.user.displayName))
		.slice(0, shownMax)
		.map(({ user }) => user);
}

function rankOf(user: User, wanted: string): number {
	const name = folded(user.displayName);
	const username = folded(user.username);
	if (name.startsWith(wanted) || username.startsWith(wanted)) return 0;
	if (name.split(/[\s-]+/).some((word) => word.startsWith(wanted))) return 1;
	return name.includes(wanted) || username.includes(wanted) ? 2 : Infinity;
}

/** Without case and accents: "jose" finds José. */
function folded(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
