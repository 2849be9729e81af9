import type { Chat } from '../../protocol/entities.ts';
import { loadChatKeys } from './chat-keys.ts';
import { findListedMembers } from './listed-members.ts';
import { findLatest } from './messages.ts';
import type { Db } from './open-store.ts';
import { allOf, prepareList } from './prepared-list.ts';
import { countUnread } from './unread.ts';
import { isOff, isOut, openTitle, viewChat } from './view-chat.ts';

const chatsByIds = prepareList()((sql, ids) => sql.selectFrom('chats').selectAll().where('id', 'in', ids));

const ownRows = prepareList<{ userId: string }>()((sql, chatIds, place) =>
	sql.selectFrom('members').selectAll().where('user_id', '=', place('userId')).where('chat_id', 'in', chatIds)
);

/** Chats as one person sees them, in the order of the ids; those of which the person is no member are left out. */
export async function findChatViews(db: Db, userId: string, chatIds: readonly string[]): Promise<Chat[]> {
	if (chatIds.length === 0) return [];
	const chats = allOf(db.prepared, chatsByIds, chatIds, {});
	const owns = allOf(db.prepared, ownRows, chatIds, { userId });
	const ownOf = new Map(owns.map((member) => [member.chat_id, member]));
	await loadChatKeys(db, chatIds);
	const listed = await findListedMembers(db, chats, userId);
	const latest = await findLatest(db, chats);
	const views = new Map<string, Chat>();
	for (const chat of chats) {
		const own = ownOf.get(chat.id);
		if (!own) continue;
		const seen = {
			own,
			title: isOut(chat, own) ? null : await openTitle(db, chat),
			members: listed.get(chat.id) ?? [],
			lastMessage: latest.get(chat.id) ?? null,
			counts: isOff(chat, own) ? { unread: 0, mentions: 0 } : await countUnread(db, chat, own)
		};
		views.set(chat.id, viewChat(chat, seen));
	}
	return chatIds.flatMap((id) => views.get(id) ?? []);
}

/** One chat as one person sees it. @throws Error when the person never was a member. */
export async function findChatView(db: Db, userId: string, chatId: string): Promise<Chat> {
	const [view] = await findChatViews(db, userId, [chatId]);
	if (!view) throw new Error('A view was asked for by someone who is not a member.');
	return view;
}
