import { commit } from '../mirror/commit.ts';
import type { Mirror } from '../mirror/mirror.ts';

const id = 'hiding';

/** Asks sync whether this person hides when they were last seen; it comes through `PresenceChoices`. */
export async function requestHiding(mirror: Mirror): Promise<void> {
	await put(mirror, null);
}

/** Hides when this person was last seen, or shows it. Offline it waits. */
export async function hideLastSeen(mirror: Mirror, hide: boolean): Promise<void> {
	await put(mirror, hide);
}

async function put(mirror: Mirror, wish: boolean | null): Promise<void> {
	await commit(mirror, async () => {
		const before = await mirror.requests.get(id);
		const { hidden, wanted, at } = before?.kind === 'hiding' ? before : { hidden: null, wanted: null, at: 0 };
		await mirror.requests.put({
			id,
			tab: mirror.tab,
			// Another one than before, though it may be in the same millisecond: an answer belongs to one of them.
			at: Math.max(Date.now(), at + 1),
			kind: 'hiding',
			state: 'waiting',
			hidden,
			// What was chosen and is not done yet still holds when somebody only looks.
			wanted: wish ?? wanted
		});
	});
}
