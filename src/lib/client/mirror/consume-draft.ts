import type { Document } from '../../protocol/document/document.ts';
import { plainText } from '../../protocol/document/plain-text.ts';
import { keepInHistory } from './draft-history.ts';
import { nextRev } from './facts.ts';
import { findOutboxRow } from './find-outbox-row.ts';
import { takeHeard } from './fold-draft.ts';
import { mutationOf } from './mutation-of.ts';
import type { Mirror } from './mirror.ts';
import type { DraftRow, OutboxRow } from './rows.ts';

/** What a send tells the server of the draft it was made from: its version, or the save that will tell the version. */
export type Consumed = { draftVersion?: number; afterMutation?: string };

/**
 * Empties the draft of a chat for a message that is being sent. Call it inside `commit`. A save that was never sent is
 * dropped. One that may have been sent goes ahead of the message, under a key of its own, to learn the version from
 * its answer. A text of another device that was set aside becomes the draft: it is no part of what is sent. Words of the draft that are
 * no part of it either go into the history: another tab has written them.
 */
export async function consumeDraft(mirror: Mirror, chatId: string, sent: Document): Promise<Consumed> {
	const row = await mirror.drafts.get(chatId);
	if (!row) return {};
	await keepUnsaid(mirror, row, sent);
	const consumed = await consumeSave(mirror, row, await findOutboxRow(mirror, `draft:${chatId}`));
	const { rival, error: _, ...rest } = row;
	const waiting = rival && rival.version > row.version ? rival : undefined;
	const left = waiting ?? { content: null, replyTo: null };
	const emptied = { ...rest, ...left, deleted: left.content === null, unsynced: false };
	await mirror.drafts.put({ ...takeHeard(emptied), rev: await nextRev(mirror) });
	return consumed;
}

async function keepUnsaid(mirror: Mirror, { chatId, content, replyTo, deviceId }: DraftRow, sent: Document) {
	if (!content || saysAll(sent, content)) return;
	await keepInHistory(mirror, { chatId, content, replyTo, deviceId, reason: 'theirs' });
}

/** Whether nothing of the draft is missing in what is sent. */
export function saysAll(sent: Document, draft: Document): boolean {
	return plainText(sent).includes(plainText(draft).trim());
}

async function consumeSave(mirror: Mirror, row: DraftRow, pending: OutboxRow | undefined): Promise<Consumed> {
	const afterMutation = pending && mutationOf(pending);
	if (afterMutation && (pending.state === 'sent' || row.sentMutationIds.length > 0)) {
		const ahead = { key: `sent-draft:${afterMutation}`, state: 'waiting', holdUntil: 0 } as const;
		await mirror.outbox.put({ ...pending, ...ahead, baseVersion: row.version } as OutboxRow);
		return { afterMutation };
	}
	if (pending) await mirror.outbox.delete(pending.n);
	return row.version > 0 ? { draftVersion: row.version } : {};
}
