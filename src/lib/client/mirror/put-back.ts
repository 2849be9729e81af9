import { commit } from './commit.ts';
import { nextRev, readFact, writeFact } from './facts.ts';
import type { Mirror } from './mirror.ts';
import type { Salvage } from './salvage.ts';

const keyOf = (userId: string) => `inkling.rescue.${userId}`;

/**
 * Keeps what was salvaged outside of IndexedDB while that is made anew.
 * @throws DOMException if it has no room
 */
export function keepSalvage(userId: string, salvaged: Salvage): void {
	localStorage.setItem(keyOf(userId), JSON.stringify(salvaged));
}

/** Puts what was salvaged into the new mirror, once. Requests keep their ids, so what had reached the server is not done twice. */
export async function putBack(mirror: Mirror): Promise<void> {
	const kept = localStorage.getItem(keyOf(mirror.userId));
	if (kept === null) return;
	const salvaged = JSON.parse(kept) as Salvage;
	await commit(mirror, async () => {
		// A crash may have come before it was taken out of localStorage.
		if ((await readFact(mirror, 'putBack')) === salvaged.id) return;
		await writeRows(mirror, salvaged);
		await writeFact(mirror, 'putBack', salvaged.id);
	});
	localStorage.removeItem(keyOf(mirror.userId));
}

async function writeRows(mirror: Mirror, salvaged: Salvage): Promise<void> {
	const { drafts, edits, outbox, draftHistory, messages, chats } = salvaged;
	for (const chat of chats) await mirror.chats.put({ ...chat, rev: await nextRev(mirror) });
	for (const draft of drafts) await mirror.drafts.put({ ...draft, rev: await nextRev(mirror) });
	await mirror.edits.bulkPut(edits);
	await mirror.outbox.bulkPut(outbox);
	await mirror.draftHistory.bulkPut(draftHistory);
	await mirror.messages.bulkPut(messages);
}
