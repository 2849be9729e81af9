import { sql as sqlText, type Selectable } from 'kysely';
import type { Document } from '../../protocol/document/document.ts';
import { mentionedUsers } from '../../protocol/document/mentioned-users.ts';
import type { Message } from '../../protocol/entities.ts';
import type { ChatKey } from '../keyring/chat-key.ts';
import { chatKey, loadChatKeys, sealingKey } from './chat-keys.ts';
import type { Db, Tx } from './open-store.ts';
import { prepare } from './prepared.ts';
import { allOf, prepareList } from './prepared-list.ts';
import { openShared } from './shared-messages.ts';
import type { MessagesTable } from './tables.ts';

export type MessageRow = Selectable<MessagesTable>;
export type NewMessage = {
	id: string;
	chatId: string;
	seq: number;
	senderId: string;
	content: Document;
	replyTo: string | null;
	/** The message that this one forwards, and who wrote its words. */
	forwarded: { id: string; from: string } | null;
	/** Whether whoever writes it has not read everything before it. */
	ahead: boolean;
};

/** Where a page of messages lies; without a place it is the newest. */
export type Page = { beforeSeq?: number; afterSeq?: number; aroundSeq?: number; limit: number };

const messageById = prepare<{ id: string }>()((sql, place) =>
	sql.selectFrom('messages').selectAll().where('id', '=', place('id'))
);

export async function findMessage(db: Db, id: string): Promise<MessageRow | undefined> {
	return db.prepared.first(messageById, { id });
}

type Sent = Pick<NewMessage, 'content' | 'replyTo'> & { forwardOf?: string | undefined };

/** The digest of what a send says, to tell a repeated one from another under the same id. */
export function sendFingerprint(key: ChatKey, message: Sent): Uint8Array {
	const { content, replyTo, forwardOf } = message;
	return key.fingerprint(forwardOf ? [content, replyTo, forwardOf] : [content, replyTo]);
}

/** What most messages have. */
const noReactions = '[]';

/** Nothing is kept as long as the row itself says what was sent: a digest costs as much as to store it. */
const saidByRow = new Uint8Array();

/** The digest of what was first sent under the id of this row, whatever became of it. */
export async function fingerprintOf(tx: Tx, row: MessageRow): Promise<Uint8Array> {
	if (row.fingerprint.length > 0) return row.fingerprint;
	const { content } = await openMessage(tx, row);
	if (!content) throw new Error('A message without a text has no digest of it either.');
	return sendFingerprint(await chatKey(tx, row.chat_id), { content, replyTo: row.reply_to });
}

const newMessage = prepare<MessageRow>()((sql, place) =>
	sql.insertInto('messages').values({
		id: place('id'),
		chat_id: place('chat_id'),
		seq: place('seq'),
		sender_id: place('sender_id'),
		body_sealed: place('body_sealed'),
		fingerprint: place('fingerprint'),
		reply_to: place('reply_to'),
		created_at: place('created_at'),
		edited_at: null,
		deleted_at: null,
		version: 0,
		reactions: place('reactions'),
		pinned_at: null,
		forwarded_from: place('forwarded_from'),
		ahead: place('ahead'),
		stamp: place('stamp')
	})
);

export async function insertMessage(tx: Tx, message: NewMessage): Promise<Message> {
	const key = await sealingKey(tx, message.chatId);
	const row: MessageRow = {
		id: message.id,
		chat_id: message.chatId,
		seq: message.seq,
		sender_id: message.senderId,
		body_sealed: key.seal('message', message.id, message.content),
		fingerprint: fingerprintToKeep(key, message),
		reply_to: message.replyTo,
		created_at: tx.now,
		edited_at: null,
		deleted_at: null,
		version: 0,
		reactions: noReactions,
		pinned_at: null,
		forwarded_from: message.forwarded?.from ?? null,
		ahead: message.ahead ? 1 : null,
		stamp: tx.stamp
	};
	tx.prepared.run(newMessage, row);
	return toMessage(row, message.content);
}

/** The row of a forwarded message does not say which one it forwards. */
function fingerprintToKeep(key: ChatKey, message: NewMessage): Uint8Array {
	return message.forwarded
		? sendFingerprint(key, { ...message, forwardOf: message.forwarded.id })
		: saidByRow;
}

/** What a message is told from. The rest of a row costs a page of messages a third of its reading. */
const told = [
	'messages.id',
	'messages.chat_id',
	'messages.seq',
	'messages.sender_id',
	'messages.body_sealed',
	'messages.reply_to',
	'messages.created_at',
	'messages.edited_at',
	'messages.deleted_at',
	'messages.version',
	'messages.reactions',
	'messages.pinned_at',
	'messages.forwarded_from'
] as const;
type ToldRow = Omit<MessageRow, 'fingerprint' | 'ahead' | 'stamp'>;

/** What one person may read of a chat: only what came after `clearedSeq`. */
export type Readable = { chatId: string; clearedSeq: number };

const between = (direction: 'asc' | 'desc') =>
	prepare<{ chatId: string; after: number; before: number; limit: number }>()((sql, place) =>
		sql
			.selectFrom('messages')
			.select(told)
			.where('chat_id', '=', place('chatId'))
			.where('seq', '>', place('after'))
			.where('seq', '<', place('before'))
			.orderBy('seq', direction)
			.limit(place('limit'))
	);
const [earliest, latest] = [between('asc'), between('desc')];

/** A page in ascending order of `seq`. The cost does not depend on how long the chat is. */
export async function findPage(db: Db, readable: Readable, page: Page): Promise<Message[]> {
	if (page.aroundSeq !== undefined) return findAround(db, readable, page.aroundSeq, page.limit);
	const { afterSeq, beforeSeq = Number.MAX_SAFE_INTEGER, limit } = page;
	const after = Math.max(readable.clearedSeq, afterSeq ?? 0);
	const place = { chatId: readable.chatId, after, before: beforeSeq, limit };
	if (afterSeq !== undefined) return openMessages(db, db.prepared.all(earliest, place));
	return openMessages(db, db.prepared.all(latest, place).reverse());
}

async function findAround(db: Db, readable: Readable, seq: number, limit: number): Promise<Message[]> {
	const half = Math.ceil(limit / 2);
	const before = await findPage(db, readable, { beforeSeq: seq + 1, limit: half });
	if (half === limit) return before;
	return [...before, ...(await findPage(db, readable, { afterSeq: seq, limit: limit - half }))];
}

/**
 * Messages that came or changed since a stamp, in order of `seq`. Where there are more than `limit`, so are there in the answer, and
 * not all of them.
 */
export async function findChangedMessages(
	db: Db,
	{ chatId, clearedSeq }: Readable,
	since: number,
	limit: number
): Promise<Message[]> {
	const place = { chatId, since, limit: limit + 1 };
	const newest = db.prepared.shared(newestStamps, place);
	const earlier = newest.find(({ stamp }) => stamp < since)?.seq ?? 0;
	const rows = db.prepared.shared(newerThan, { ...place, seq: Math.max(earlier, clearedSeq) });
	const came = await openShared(rows, (those) => openMessages(db, those));
	const changed = await openMessages(db, db.prepared.all(changedSince, { ...place, seq: clearedSeq }));
	const once = new Map([...came, ...changed].map((message) => [message.id, message]));
	return [...once.values()].sort((one, other) => one.seq - other.seq);
}

type Since = { chatId: string; since: number; limit: number };

/** The newest that is as it was before has below it what has not come since: numbers of commands grow with `seq`. */
const newestStamps = prepare<Omit<Since, 'since'>>()((sql, place) =>
	sql
		.selectFrom('messages')
		.select(['seq', 'stamp'])
		.where('chat_id', '=', place('chatId'))
		.orderBy('seq', 'desc')
		.limit(place('limit'))
);

const newerThan = prepare<Omit<Since, 'since'> & { seq: number }>()((sql, place) =>
	sql
		.selectFrom('messages')
		.select(told)
		.where('chat_id', '=', place('chatId'))
		.where('seq', '>', place('seq'))
		.orderBy('seq', 'desc')
		.limit(place('limit'))
);

const changedSince = prepare<Since & { seq: number }>()((sql, place) =>
	sql
		.selectFrom('messages')
		.select(told)
		.where('chat_id', '=', place('chatId'))
		// As the index says it: it would not be used for a number that is given later.
		.where('version', '>', sqlText.lit(0))
		.where('stamp', '>=', place('since'))
		.where('seq', '>', place('seq'))
		.orderBy('stamp')
		.limit(place('limit'))
);

/** The pinned messages of a chat, the one pinned last first. */
export async function findPinned(db: Db, { chatId, clearedSeq }: Readable): Promise<Message[]> {
	const rows = await db.sql
		.selectFrom('messages')
		.selectAll()
		.where('chat_id', '=', chatId)
		.where('pinned_at', 'is not', null)
		.where('seq', '>', clearedSeq)
		.orderBy('pinned_at', 'desc')
		.orderBy('seq', 'desc')
		.execute();
	return openMessages(db, rows);
}

export async function countPinned(db: Db, chatId: string): Promise<number> {
	const { count } = await db.sql
		.selectFrom('messages')
		.select((build) => build.fn.countAll<number>().as('count'))
		.where('chat_id', '=', chatId)
		.where('pinned_at', 'is not', null)
		.executeTakeFirstOrThrow();
	return Number(count);
}

const latestIn = prepareList()((sql, chatIds) =>
	sql
		.selectFrom('messages')
		.innerJoin('chats', (join) =>
			join.onRef('messages.chat_id', '=', 'chats.id').onRef('messages.seq', '=', 'chats.last_seq')
		)
		.select(told)
		.where('chats.id', 'in', chatIds)
);

/** The newest message of each chat, by chat id. */
export async function findLatest(
	db: Db,
	chats: readonly { id: string; last_seq: number }[]
): Promise<Map<string, Message>> {
	const begun = chats.filter((chat) => chat.last_seq > 0);
	if (begun.length === 0) return new Map();
	const ids = begun.map((chat) => chat.id);
	const rows = allOf(db.prepared, latestIn, ids, {});
	return new Map((await openMessages(db, rows)).map((message) => [message.chatId, message]));
}

/** The message in the clear. */
export async function openMessage(db: Db, row: ToldRow): Promise<Message> {
	if (row.body_sealed === null) return toMessage(row, null);
	return toMessage(row, openBody(await chatKey(db, row.chat_id), row));
}

async function openMessages(db: Db, rows: readonly ToldRow[]): Promise<Message[]> {
	await loadChatKeys(
		db,
		rows.map((row) => row.chat_id)
	);
	let key: ChatKey | null = null;
	const messages: Message[] = [];
	for (const row of rows) {
		// Mostly all are of one chat: its key is waited for once.
		if (row.body_sealed !== null && key?.chatId !== row.chat_id) key = await chatKey(db, row.chat_id);
		messages.push(toMessage(row, key && openBody(key, row)));
	}
	return messages;
}

function openBody(key: ChatKey, { id, body_sealed: body }: ToldRow): Document | null {
	return body && key.open<Document>('message', id, body);
}

function toMessage(row: ToldRow, content: Document | null): Message {
	return {
		id: row.id,
		chatId: row.chat_id,
		seq: row.seq,
		senderId: row.sender_id,
		content,
		replyTo: row.reply_to,
		attachments: [],
		mentions: content ? mentionedUsers(content) : [],
		reactions: row.reactions === noReactions ? [] : (JSON.parse(row.reactions) as Message['reactions']),
		createdAt: row.created_at,
		editedAt: row.edited_at,
		deletedAt: row.deleted_at,
		version: row.version,
		pinnedAt: row.pinned_at,
		forwardedFrom: row.forwarded_from
	};
}
