import type { Db } from './open-store.ts';

export type Unread = { unread: number; mentions: number };

/**
 * How many messages of others a person has not read. `seq` is dense, so this is a difference, less the deleted
 * messages and one's own behind the place of reading; the cost does not grow with the unread ones of others.
 */
export async function countUnread(
	db: Db,
	chat: { id: string; last_seq: number },
	member: { user_id: string; read_seq: number }
): Promise<Unread> {
	if (chat.last_seq <= member.read_seq) return { unread: 0, mentions: 0 };
	const own = await db.sql
		.selectFrom('messages')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('chat_id', '=', chat.id)
		.where('sender_id', '=', member.user_id)
		.where('ahead', 'is not', null)
		.where('seq', '>', member.read_seq)
		.executeTakeFirstOrThrow();
	const deleted = await db.sql
		.selectFrom('messages')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('chat_id', '=', chat.id)
		.where('deleted_at', 'is not', null)
		.where('seq', '>', member.read_seq)
		.where('sender_id', '!=', member.user_id)
		.executeTakeFirstOrThrow();
	const mentions = await db.sql
		.selectFrom('mentions')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('chat_id', '=', chat.id)
		.where('user_id', '=', member.user_id)
		.where('seq', '>', member.read_seq)
		.executeTakeFirstOrThrow();
	const gone = Number(own.count) + Number(deleted.count);
	return { unread: chat.last_seq - member.read_seq - gone, mentions: Number(mentions.count) };
}

/** The place of the last of the messages of one's own that follow `seq` without one of others between, or `seq`. */
export async function skipOwnMessages(
	db: Db,
	chat: { id: string; last_seq: number },
	userId: string,
	seq: number
): Promise<number> {
	const next = await db.sql
		.selectFrom('messages')
		.select('seq')
		.where('chat_id', '=', chat.id)
		.where('seq', '>', seq)
		.where('sender_id', '!=', userId)
		.orderBy('seq')
		.limit(1)
		.executeTakeFirst();
	return next ? next.seq - 1 : chat.last_seq;
}
