import type { Message } from '../../protocol/entities.ts';
import { openMessage, type MessageRow } from './messages.ts';
import { toListing, type Listing } from './listing.ts';
import type { Db, Tx } from './open-store.ts';

/** Notes whom a message mentions, for their counts and their list. */
export async function insertMentions(tx: Tx, message: Message, userIds: string[]): Promise<void> {
	if (userIds.length === 0) return;
	await tx.sql
		.insertInto('mentions')
		.values(
			userIds.map((userId) => ({
				chat_id: message.chatId,
				user_id: userId,
				seq: message.seq,
				message_id: message.id,
				created_at: message.createdAt
			}))
		)
		.execute();
}

export async function deleteMentions(tx: Tx, { chat_id, seq }: MessageRow): Promise<void> {
	await tx.sql.deleteFrom('mentions').where('chat_id', '=', chat_id).where('seq', '=', seq).execute();
}

/** When the message `messageId` came that mentions this person; undefined if it does not. */
async function timeOfMention(db: Db, userId: string, messageId: string): Promise<number | undefined> {
	const row = await db.sql
		.selectFrom('mentions')
		.innerJoin('messages', 'messages.id', 'mentions.message_id')
		.select('messages.created_at')
		.where('mentions.user_id', '=', userId)
		.where('messages.id', '=', messageId)
		.executeTakeFirst();
	return row?.created_at;
}

/**
 * The messages that mention a person, in the chats that they are in, the newest first; of those before the message
 * `before` if that mentions them too. The cost does not grow with their history.
 */
export async function findMentions(
	db: Db,
	userId: string,
	{ before, limit }: { before?: string | undefined; limit: number }
): Promise<Listing<Message>> {
	const time = before === undefined ? undefined : await timeOfMention(db, userId, before);
	const place = before === undefined || time === undefined ? undefined : ([time, before] as const);
	let query = mentionsOf(db, userId)
		.selectAll('messages')
		.orderBy('mentions.created_at', 'desc')
		.orderBy('mentions.message_id', 'desc')
		.limit(limit + 1);
	if (place) query = query.where((eb) => eb(eb.refTuple(...order), '<', eb.tuple(...place)));
	const messages: Message[] = [];
	for (const row of await query.execute()) messages.push(await openMessage(db, row));
	return toListing(messages, limit, place !== undefined && (await hasMentionFrom(db, userId, place)));
}

const order = ['mentions.created_at', 'mentions.message_id'] as const;

/** Whether there is a mention at that place of the list or a newer one. */
async function hasMentionFrom(db: Db, userId: string, place: readonly [number, string]): Promise<boolean> {
	const row = await mentionsOf(db, userId)
		.select('mentions.message_id')
		.where((eb) => eb(eb.refTuple(...order), '>=', eb.tuple(...place)))
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

function mentionsOf(db: Db, userId: string) {
	return db.sql
		.selectFrom('mentions')
		.innerJoin('messages', 'messages.id', 'mentions.message_id')
		.innerJoin('members', (join) =>
			join.onRef('members.chat_id', '=', 'mentions.chat_id').onRef('members.user_id', '=', 'mentions.user_id')
		)
		.where('mentions.user_id', '=', userId)
		.where('members.removed_at', 'is', null)
		.whereRef('mentions.seq', '>', 'members.cleared_seq');
}
