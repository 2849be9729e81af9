import type { Db } from './open-store.ts';
import { prepare } from './prepared.ts';

export type Unread = { unread: number; mentions: number };

type Behind = { chatId: string; userId: string; seq: number };

const own = prepare<Behind>()((sql, place) =>
	sql
		.selectFrom('messages')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('chat_id', '=', place('chatId'))
		.where('sender_id', '=', place('userId'))
		.where('ahead', 'is not', null)
		.where('seq', '>', place('seq'))
);

const deleted = prepare<Behind>()((sql, place) =>
	sql
		.selectFrom('messages')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('chat_id', '=', place('chatId'))
		.where('deleted_at', 'is not', null)
		.where('seq', '>', place('seq'))
		.where('sender_id', '!=', place('userId'))
);

const mentions = prepare<Behind>()((sql, place) =>
	sql
		.selectFrom('mentions')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('chat_id', '=', place('chatId'))
		.where('user_id', '=', place('userId'))
		.where('seq', '>', place('seq'))
);

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
	const behind = { chatId: chat.id, userId: member.user_id, seq: member.read_seq };
	const count = (what: typeof own) => Number(db.prepared.first(what, behind)?.count ?? 0);
	const gone = count(own) + count(deleted);
	return { unread: chat.last_seq - member.read_seq - gone, mentions: count(mentions) };
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
