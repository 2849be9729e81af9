import { commit } from '../mirror/commit.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** Lets messages that wait to be taken back go at once: nobody who leaves the page shall find them unsent later. */
export async function letMessagesGo(mirror: Mirror): Promise<void> {
	await commit(mirror, () =>
		mirror.outbox
			.where('event')
			.equals('message.send')
			.filter((row) => row.state === 'waiting' && row.holdUntil > 0)
			.modify({ holdUntil: 0 })
	);
}
