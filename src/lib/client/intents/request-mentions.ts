import type { Mirror } from '../mirror/mirror.ts';

/** Asks sync for the messages that mention this person, those before the message `before` if one is named. They come through `Mentions`. */
export async function requestMentions(mirror: Mirror, before: string | null): Promise<void> {
	await mirror.requests.put({
		id: 'mentions',
		tab: mirror.tab,
		at: Date.now(),
		kind: 'mentions',
		before,
		state: 'waiting',
		hasBefore: false
	});
}
