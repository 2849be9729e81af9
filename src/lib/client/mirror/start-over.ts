import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';
import { resendLostChats, resendLostDrafts, resendLostMessages, takeLostMessages } from './resend-lost.ts';
import { rankOf } from './fold-chat.ts';
import type { ChatRow } from './rows.ts';

/**
 * Forgets what the server told, because its data was put back to an earlier time and gives out the same numbers anew. What
 * this person wrote stays: what waits is sent as ever, and what the server may have lost, since `lostSince` by its clock in
 * ms, is sent again under its id, so that it is there once if it was not lost. Call it inside `commit`.
 */
export async function startOver(mirror: Mirror, lostSince: number): Promise<void> {
	const lost = await takeLostMessages(mirror, lostSince);
	await mirror.messages.filter((message) => message.state === 'sent').delete();
	await resendLostDrafts(mirror, lostSince);
	const chats = await mirror.chats.toArray();
	const kept = await chatsWithWords(mirror, [...lost.sends, ...lost.edits]);
	await mirror.chats.bulkDelete(chats.filter(({ id }) => !kept.has(id)).map(({ id }) => id));
	for (const chat of chats.filter(({ id }) => kept.has(id))) await unlearn(mirror, chat);
	await resendLostChats(mirror, lostSince);
	await resendLostMessages(mirror, lost);
	await mirror.histories.toCollection().modify((history) => {
		Object.assign(history, { count: 0, bytes: 0 });
		delete history.countedFrom;
	});
	await mirror.requests
		.filter((request) => ['open', 'pins', 'mentions'].includes(request.kind))
		.modify({ state: 'waiting' });
	await mirror.facts.bulkDelete(['cursor', 'synced']);
}

/** Where something stands that only this device may have. */
async function chatsWithWords(mirror: Mirror, lost: { chatId: string }[]): Promise<Set<string>> {
	const drafts = await mirror.drafts.filter((draft) => draft.content !== null).toArray();
	const unsent = await mirror.messages.toArray();
	const waiting = await mirror.outbox.toArray();
	const edits = await mirror.edits.toArray();
	const own = await mirror.chats
		.filter((chat) => chat.local === true || chat.movedTo !== undefined)
		.toArray();
	const withWords = [...lost, ...drafts, ...unsent, ...waiting, ...edits].map(({ chatId }) => chatId);
	return new Set([...withWords, ...own.map(({ id }) => id)]);
}

/** Whatever the server tells of it next is newer. */
async function unlearn(mirror: Mirror, chat: ChatRow): Promise<void> {
	const { contentCursor: _, contentStale: __, hasContent: ___, ...rest } = chat;
	const members = chat.members.map((member) => ({ ...member, readSeq: 0 }));
	const unread = { readSeq: 0, unread: 0, mentions: 0, unreadFrom: null };
	const numbers = { titleVersion: 0, revision: 0, firstSeq: 1, lastSeq: 0, lastMessage: null, ...unread };
	const told = { ...rest, ...numbers, members, draftOnly: true };
	await mirror.chats.put({ ...told, rank: rankOf(told), rev: await nextRev(mirror) });
}
