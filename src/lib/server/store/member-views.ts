import type { Chat } from '../../protocol/entities.ts';
import type { ChatRow } from './chats.ts';
import { membersListedMax, toMember } from './listed-members.ts';
import type { MemberRow } from './members.ts';
import { findLatest } from './messages.ts';
import type { Db } from './open-store.ts';
import { countUnreadOfMembers } from './unread-of-members.ts';
import { openTitle, viewChat, viewFromOutside } from './view-chat.ts';

/**
 * One chat as each of its members sees it, by user id. What they share is read once: the cost of a thousand members is
 * that of their rows.
 */
export async function findViewsOfMembers(db: Db, chatId: string): Promise<Map<string, Chat>> {
	const chat = await db.sql
		.selectFrom('chats')
		.selectAll()
		.where('id', '=', chatId)
		.executeTakeFirstOrThrow();
	const rows = await db.sql
		.selectFrom('members')
		.selectAll()
		.where('chat_id', '=', chatId)
		.where('removed_at', 'is', null)
		.execute();
	const title = await openTitle(db, chat);
	const lastMessage = (await findLatest(db, [chat])).get(chatId) ?? null;
	const counts = await countUnreadOfMembers(db, chat, rows);
	const listed = listMembers(chat, rows, lastMessage?.senderId);
	return new Map(
		rows.map((own) => {
			const seen = { own, title, members: listed(own), lastMessage, counts: counts(own) };
			return [own.user_id, viewChat(chat, seen)];
		})
	);
}

/** A chat that was destroyed, as each of those who were in it to the end sees it, by user id. */
export async function findViewsOfLost(db: Db, chat: ChatRow): Promise<Map<string, Chat>> {
	const rows = await db.sql
		.selectFrom('members')
		.selectAll()
		.where('chat_id', '=', chat.id)
		.where('removed_at', '=', chat.deleted_at)
		.execute();
	return new Map(rows.map((own) => [own.user_id, viewFromOutside(chat, own)]));
}

/** Whom a view names for each member: everybody, or in a large chat themselves and the writer of the latest message. */
function listMembers(chat: ChatRow, rows: MemberRow[], senderId: string | undefined) {
	const all = chat.member_count <= membersListedMax ? rows.map(toMember) : null;
	const sender = rows.find((row) => row.user_id === senderId);
	return (own: MemberRow) => {
		if (all) return all;
		const some = sender && sender !== own ? [own, sender] : [own];
		return some.map(toMember);
	};
}
