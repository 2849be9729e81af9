import type { Chat, Member } from '../../protocol/entities.ts';
import type { ChatRow } from './rows.ts';

/**
 * The row after the server told `chat`. A chat bears no version, so what only grows decides which of two is newer:
 * `lastSeq` for the last message, `readSeq` for reading, `titleVersion` for the title. The rest is as told last.
 */
export function foldChat(row: ChatRow | undefined, chat: Chat, me: string): Omit<ChatRow, 'rev'> {
	const told = row ? { ...row, ...chat, ...newestParts(row, chat) } : { ...chat };
	const { local: _, directWith, movedTo, ...rest } = told as ChatRow;
	const merged = rest.removed && movedTo ? { ...rest, movedTo } : rest;
	// A removed chat may be told without its members.
	const other = peerOf(merged, me) ?? directWith;
	return { ...merged, rank: rankOf(merged), ...(other ? { directWith: other } : {}) };
}

/** The shelf of the list on which a chat stands. */
function rankOf(chat: Chat): ChatRow['rank'] {
	if (chat.removed) return -1;
	return chat.pinned ? 1 : 0;
}

function peerOf(chat: Chat, me: string): string | undefined {
	if (chat.kind === 'self') return me;
	if (chat.kind === 'group') return undefined;
	return chat.members.find((member) => member.userId !== me)?.userId;
}

function newestParts(row: ChatRow, chat: Chat): Partial<Chat> {
	// A chat that its author alone has seen goes off the list with its draft; it may still be open, and keeps its name.
	const hidden = chat.removed && row.draftOnly;
	const title = hidden || chat.titleVersion < row.titleVersion ? row : chat;
	const older = hidden || chat.lastSeq < row.lastSeq;
	const { members, memberCount, myRole } = older ? row : chat;
	return {
		title: title.title,
		titleVersion: title.titleVersion,
		draftOnly: chat.draftOnly && row.draftOnly,
		memberCount,
		myRole,
		members: members.map((member) => readFurthest(member, older ? chat : row)),
		...newestMessage(row, chat),
		...newestReading(row, chat)
	};
}

function readFurthest(member: Member, other: Chat): Member {
	const same = other.members.find((one) => one.userId === member.userId);
	return same && same.readSeq > member.readSeq ? { ...member, readSeq: same.readSeq } : member;
}

function newestMessage(row: ChatRow, chat: Chat): Pick<Chat, 'lastSeq' | 'lastMessage' | 'activeAt'> {
	const unsentShown = row.lastMessage?.seq === 0;
	const keep = chat.lastSeq < row.lastSeq || (unsentShown && chat.lastSeq === row.lastSeq);
	const { lastSeq, lastMessage, activeAt } = keep ? row : chat;
	return { lastSeq, lastMessage, activeAt };
}

/** What was read here and not yet told to the server stays read. */
function newestReading(row: ChatRow, chat: Chat): Pick<Chat, 'readSeq' | 'unread' | 'mentions'> {
	const { readSeq, unread, mentions } = row;
	if (chat.readSeq >= row.readSeq && chat.lastSeq >= row.lastSeq) {
		return { readSeq: chat.readSeq, unread: chat.unread, mentions: chat.mentions };
	}
	if (chat.readSeq < row.readSeq) {
		return { readSeq, unread: unread + Math.max(0, chat.lastSeq - row.lastSeq), mentions };
	}
	return { readSeq: chat.readSeq, unread: Math.max(0, unread - (chat.readSeq - readSeq)), mentions };
}
