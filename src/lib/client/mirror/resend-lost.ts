import { newId } from '../../protocol/ids.ts';
import { nextRev } from './facts.ts';
import { findOutboxRow } from './find-outbox-row.ts';
import type { Mirror } from './mirror.ts';
import { putSend } from './put-send.ts';
import type { ChatRow, DraftRow, MessageRow } from './rows.ts';

type Lost = { sends: MessageRow[]; edits: MessageRow[] };

/** Own messages, and own edits of older ones, that a server which lost what came after `lostSince` may not have. */
export async function takeLostMessages(mirror: Mirror, lostSince: number): Promise<Lost> {
	const own = await mirror.messages
		.filter(
			({ state, senderId, content }) => state === 'sent' && senderId === mirror.userId && content !== null
		)
		.sortBy('place');
	return {
		sends: own.filter(({ createdAt }) => createdAt >= lostSince),
		edits: own.filter(({ createdAt, editedAt }) => createdAt < lostSince && (editedAt ?? 0) >= lostSince)
	};
}

/** Call it when they are out of the mirror. */
export async function resendLostMessages(mirror: Mirror, { sends, edits }: Lost): Promise<void> {
	for (const { id, chatId, content, replyTo } of sends)
		if (content) await putSend(mirror, { id, chatId, content, replyTo });
	for (const { id, chatId, content } of edits) {
		const key = `edit:${id}`;
		if (!content || (await findOutboxRow(mirror, key))) continue;
		const request = { event: 'message.edit', payload: { id, content }, editId: newId() } as const;
		await mirror.outbox.add({ key, chatId, at: Date.now(), holdUntil: 0, state: 'waiting', ...request });
	}
}

/** Under the id of the change that made the text: a server that has it answers as it did then. */
export async function resendLostDrafts(mirror: Mirror, lostSince: number): Promise<void> {
	for (const draft of await mirror.drafts.toArray()) {
		if (draft.unsynced) await mirror.drafts.put(await without(mirror, draft, lostSince));
		else if (draft.content === null) await mirror.drafts.delete(draft.chatId);
		else await resendDraft(mirror, draft, lostSince);
	}
}

async function resendDraft(mirror: Mirror, draft: DraftRow, lostSince: number): Promise<void> {
	const { chatId, content, replyTo } = draft;
	const mutationId = draft.mutationId ?? newId();
	if (content === null || (await findOutboxRow(mirror, `draft:${chatId}`))) return;
	const row = { ...(await without(mirror, draft, lostSince)), mutationId, unsynced: true };
	await mirror.drafts.put({ ...row, sentMutationIds: [mutationId] });
	const request = { event: 'draft.update', payload: { chatId, content, replyTo, mutationId } } as const;
	const key = `draft:${chatId}`;
	await mirror.outbox.add({ key, chatId, at: Date.now(), holdUntil: 0, state: 'waiting', ...request });
}

/** Without a base, which the server tells anew; and without what it was heard to have, which it may have no more. */
async function without(mirror: Mirror, draft: DraftRow, lostSince: number): Promise<DraftRow> {
	const { heard: _, ...rest } = draft;
	return { ...rest, version: 0, lostSince, rev: await nextRev(mirror) };
}

/** Chats that this person began after that, with words in them. The first to ask for one makes it; it has the same id. */
export async function resendLostChats(mirror: Mirror, lostSince: number): Promise<void> {
	const lost = ({ createdAt, local, removed, myRole }: ChatRow) =>
		createdAt >= lostSince && !local && !removed && myRole === 'owner';
	for (const chat of await mirror.chats.filter(lost).toArray()) await createAgain(mirror, chat);
}

async function createAgain(mirror: Mirror, { id, kind, title, members }: ChatRow): Promise<void> {
	const memberIds = members.map(({ userId }) => userId).filter((userId) => userId !== mirror.userId);
	const first = await mirror.outbox.where('chatId').equals(id).first();
	const row = {
		key: `create:${id}`,
		chatId: id,
		at: Date.now(),
		holdUntil: 0,
		state: 'waiting',
		event: 'chat.create',
		payload: { id, kind, memberIds, ...(title ? { title } : {}) }
	} as const;
	// Before all that goes into it: a key may lie between two that were counted.
	if (first) await mirror.outbox.put({ n: first.n - 0.5, ...row });
	else await mirror.outbox.add(row);
}
