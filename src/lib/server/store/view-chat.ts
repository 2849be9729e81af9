import type { Chat, Member, Message } from '../../protocol/entities.ts';
import { chatKey } from './chat-keys.ts';
import type { ChatRow } from './chats.ts';
import type { MemberRow } from './members.ts';
import type { Db } from './open-store.ts';
import type { Unread } from './unread.ts';

/** What a view of a chat is made of, besides the chat: the person's own row, and what they get to see. */
export type Seen = {
	own: MemberRow;
	title: string | null;
	members: Member[];
	lastMessage: Message | null;
	counts: Unread;
};

/** A chat as the person of `own` sees it. Who is out gets to know that much, and nothing that came afterwards. */
export function viewChat(chat: ChatRow, seen: Seen): Chat {
	const { own } = seen;
	const removed = isOff(chat, own);
	const out = isOut(chat, own);
	return {
		id: chat.id,
		kind: chat.kind,
		title: out ? null : seen.title,
		titleVersion: chat.title_version,
		memberCount: out ? 0 : chat.member_count,
		members: out ? [] : seen.members,
		myRole: own.role,
		writers: chat.writers,
		firstSeq: own.cleared_seq + 1,
		lastSeq: removed ? own.read_seq : chat.last_seq,
		lastMessage: removed ? null : shown(seen.lastMessage, own),
		readSeq: own.read_seq,
		...(removed ? { unread: 0, mentions: 0 } : seen.counts),
		pinned: own.pinned === 1,
		archived: own.archived === 1,
		mutedUntil: own.muted_until,
		notify: own.notify,
		unreadFrom: own.unread_from,
		draftOnly: chat.initiated_at === null,
		createdAt: chat.created_at,
		activeAt: own.removed_at ?? chat.active_at,
		removed,
		revision: out && own.removed_at !== null ? own.stamp : Math.max(chat.stamp, own.stamp)
	};
}

/** A chat as somebody sees it who is out. */
export function viewFromOutside(chat: ChatRow, own: MemberRow): Chat {
	const counts = { unread: 0, mentions: 0 };
	return viewChat(chat, { own, title: null, members: [], lastMessage: null, counts });
}

/** Off the person's list, for whichever reason. */
export function isOff(chat: ChatRow, own: MemberRow): boolean {
	return own.removed_at !== null || own.hidden === 1 || chat.merged_into !== null;
}

/** A chat that only went with its emptied draft stays its author's, and a hidden one its member's. */
export function isOut(chat: ChatRow, own: MemberRow): boolean {
	if (chat.merged_into !== null || chat.deleted_at !== null) return true;
	return own.removed_at !== null && chat.initiated_at !== null;
}

function shown(message: Message | null, own: MemberRow): Message | null {
	return message && message.seq > own.cleared_seq ? message : null;
}

/** The chat's title in the clear. */
export async function openTitle(db: Db, chat: ChatRow): Promise<string | null> {
	if (chat.title_sealed === null) return null;
	return (await chatKey(db, chat.id)).open<string>('title', chat.id, chat.title_sealed);
}
