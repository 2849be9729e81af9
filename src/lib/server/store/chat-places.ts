import { sql as sqlText } from 'kysely';
import type { ChatFacts } from './chats.ts';
import type { Membership } from './members.ts';
import type { Db } from './open-store.ts';
import { prepare } from './prepared.ts';

/** A chat, and what somebody is in it. `offLists`: whether it is off somebody's list of chats. */
export type ChatPlace = { chat: ChatFacts; member: Membership; offLists: boolean };

const placeOf = prepare<{ chatId: string; userId: string }>()((sql, place) =>
	sql
		.selectFrom('chats')
		.innerJoin('members', 'members.chat_id', 'chats.id')
		.select([
			'chats.id',
			'chats.kind',
			'chats.creator_id',
			'chats.title_version',
			'chats.member_count',
			'chats.last_seq',
			'chats.direct_key',
			'chats.initiated_at',
			'chats.writers',
			'chats.deleted_at',
			'chats.merged_into',
			'chats.created_at',
			'chats.active_at'
		])
		.select([
			'members.chat_id',
			'members.user_id',
			'members.role',
			'members.read_seq',
			'members.pinned',
			'members.archived',
			'members.muted_until',
			'members.notify',
			'members.unread_from',
			'members.joined_at',
			'members.joined_stamp',
			'members.removed_at',
			'members.removed_by',
			'members.hidden',
			'members.cleared_seq',
			'members.added_seq'
		])
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom('members as others')
						.select('others.user_id')
						.whereRef('others.chat_id', '=', 'chats.id')
						// As the index says it: it would not be used for a number that is given later.
						.where('others.hidden', '=', sqlText.lit(1))
				)
				.as('off_lists')
		)
		.where('chats.id', '=', place('chatId'))
		.where('members.user_id', '=', place('userId'))
);

/** Undefined where there is no such chat, or this person never was in it. Read at once, since nearly every event needs both. */
export async function findPlace(db: Db, chatId: string, userId: string): Promise<ChatPlace | undefined> {
	const row = db.prepared.first(placeOf, { chatId, userId });
	// No column of the one is called as one of the other: the row is both.
	return row && { chat: row, member: row, offLists: Boolean(row.off_lists) };
}
