import type { Chat, Member } from '../../protocol/entities.ts';
import type { ChatRow } from './rows.ts';

/**
 * The row after the server told `chat`. What only grows decides by itself which of two is newer: `lastSeq` for the last
 * message, `readSeq` for reading, `titleVersion` for the title. For the rest the `revision` does.
 */
export function foldChat(row: ChatRow | undefined, chat: Chat, me: string): Omit<ChatRow, 'rev'> {
	const told = row ? { ...row, ...chat, ...newestParts(row, chat) } : { ...chat };
	const { local: _, directWith, movedTo, ...rest } = { ...told, ...row?.wantedSettings } as ChatRow;
	const merged = rest.removed && movedTo ? { ...rest, movedTo } : rest;
	// A removed chat may be told without its members.
	const other = peerOf(merged, me) ?? directWith;
	return { ...merged, rank: rankOf(merged), ...(other ? { directWith: other } : {}) };
}

/** The shelf of the list on which a chat stands. */
export function rankOf(chat: Pick<ChatRow, 'removed' | 'pinned' | 'going'>): ChatRow['rank'] {
	if (chat.removed || chat.going) return -1;
	return chat.pinned ? 1 : 0;
}

function peerOf(chat: Pick<ChatRow, 'kind' | 'members'>, me: string): string | undefined {
	if (chat.kind === 'self') return me;
	if (chat.kind === 'group') return undefined;
	return chat.members.find((member) => member.userId !== me)?.userId;
}

function newestParts(row: ChatRow, chat: Chat): Partial<ChatRow> {
	const older = chat.revision < (row.revision ?? 0);
	const standing = older ? row : chat;
	// Who is out is told no names any more. The screen that is open, and the words that were not sent, keep the last ones.
	const named = standing.removed && !older ? row : standing;
	const title = standing.removed || chat.titleVersion < row.titleVersion ? row : chat;
	return {
		...ownPart(standing),
		title: title.title,
		titleVersion: title.titleVersion,
		draftOnly: chat.draftOnly && row.draftOnly,
		memberCount: named.memberCount,
		myRole: named.myRole,
		members: named.members.map((member) => readFurthest(member, named === row ? chat : row)),
		firstSeq: Math.max(row.firstSeq ?? 1, chat.firstSeq),
		...newestMessage(row, chat),
		...newestReading(row, chat)
	};
}

/** What has no number of its own to tell the newer by. */
function ownPart(chat: ChatRow | Chat): Partial<ChatRow> {
	const { removed, pinned, archived, mutedUntil, notify = null, unreadFrom = null } = chat;
	const { writers = 'all', revision = 0 } = chat;
	return { removed, pinned, archived, mutedUntil, notify, unreadFrom, writers, revision };
}

function readFurthest(member: Member, other: Pick<Chat, 'members'>): Member {
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
