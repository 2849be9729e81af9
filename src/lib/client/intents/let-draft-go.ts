import { chatNow } from '../mirror/chat-now.ts';
import { commit } from '../mirror/commit.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { heldForGood } from '../mirror/is-held.ts';
import { mutationOf } from '../mirror/mutation-of.ts';

/** Lets the save of that mutation go to the server without waiting for more; does nothing if another stands in its place. */
export async function letDraftGo(mirror: Mirror, chatId: string, mutationId: string): Promise<void> {
	await commit(mirror, async () => {
		const row = await findOutboxRow(mirror, `draft:${await chatNow(mirror, chatId)}`);
		// A text that waits for the person's decision waits on.
		if (row?.holdUntil === heldForGood) return;
		if (row && mutationOf(row) === mutationId) await mirror.outbox.update(row.n, { holdUntil: 0 });
	});
}
