import type { Message } from '../../protocol/entities.ts';
import { foldMessage } from './fold-message.ts';
import type { ChatRow } from './rows.ts';

/** The chat after these messages, ascending by `seq`, came into the mirror; a hole before one makes its content stale. */
export function advanceChat(chat: ChatRow, messages: Message[], me: string): ChatRow {
	let after = chat;
	for (const message of messages) {
		// An old one that came singly, say because it was edited, is no history that one could read.
		if (message.seq >= after.lastSeq) after = { ...after, hasContent: true };
		if (message.seq > after.lastSeq) after = withNewest(after, message, me);
		else if (message.seq === after.lastSeq) after = withSame(after, message);
	}
	return after;
}

function withNewest(chat: ChatRow, message: Message, me: string): ChatRow {
	const hole = message.seq > chat.lastSeq + 1;
	return {
		...chat,
		...reading(chat, message, me),
		lastSeq: message.seq,
		lastMessage: message,
		activeAt: message.createdAt,
		draftOnly: false,
		...(hole ? { contentStale: 1 as const } : {})
	};
}

/** As the server counts: who has read all and writes has still read all; others' messages above `readSeq` are unread until they are deleted. */
function reading(chat: ChatRow, message: Message, me: string) {
	const { readSeq, unread, mentions } = chat;
	if (message.senderId === me) {
		return { readSeq: readSeq === message.seq - 1 ? message.seq : readSeq, unread, mentions };
	}
	if (message.seq <= readSeq || message.deletedAt !== null) return { readSeq, unread, mentions };
	return { readSeq, unread: unread + 1, mentions: mentions + (message.mentions.includes(me) ? 1 : 0) };
}

/** The last message again: perhaps edited or deleted, perhaps the first time that the mirror has it whole. */
function withSame(chat: ChatRow, message: Message): ChatRow {
	const { lastMessage } = chat;
	if (lastMessage && lastMessage.id !== message.id) return chat;
	const before = lastMessage ? foldMessage(undefined, lastMessage) : undefined;
	const { place: _, state: __, error: ___, ...newest } = foldMessage(before, message);
	return { ...chat, lastMessage: { ...newest, seq: message.seq } };
}
