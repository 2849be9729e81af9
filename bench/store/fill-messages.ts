import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { newId } from '../../src/lib/protocol/ids.ts';
import type { ChatKey } from '../../src/lib/server/keyring/chat-key.ts';
import { chatKey } from '../../src/lib/server/store/chat-keys.ts';
import type { MessageRow } from '../../src/lib/server/store/messages.ts';
import { bodyOf } from '../support/body.ts';
import { withData } from '../support/with-data.ts';

/** So many rows share a transaction. */
const rowsAtOnce = 50_000;
const content = bodyOf();

/**
 * Puts so many sealed messages into the data of a server that does not run, by turns into each of the chats, which are new:
 * the rows that the server would have written, past its store, which would take an hour for ten million.
 */
export async function fillMessages(
	dataDir: string,
	chatIds: string[],
	senderIds: string[],
	count: number
): Promise<void> {
	const { file, keys } = await withData(dataDir, async ({ store, config }) => {
		const found = [];
		for (const chatId of chatIds) found.push(await chatKey(store.db, chatId));
		return { file: config.databaseFile, keys: found };
	});
	const perChat = Math.ceil(count / chatIds.length);
	for (const key of keys) key.allow(perChat);
	const connection = new DatabaseSync(file);
	// Whether this survives a crash is no matter: it is thrown away with the benchmark.
	connection.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -262144');
	insertRows(connection, keys, senderIds, count);
	connection.prepare('UPDATE chats SET last_seq = ?, stamp = ?').run(perChat, count);
	connection.prepare('UPDATE chat_keys SET seals = seals + ?').run(perChat);
	connection.prepare("UPDATE counters SET value = value + ? WHERE name = 'stamp'").run(count);
	connection.close();
}

function insertRows(connection: DatabaseSync, keys: ChatKey[], senderIds: string[], count: number): void {
	let insert: StatementSync | null = null;
	for (let index = 0; index < count; index++) {
		if (index % rowsAtOnce === 0) connection.exec(index === 0 ? 'BEGIN' : 'COMMIT; BEGIN');
		const row = rowOf(keys, senderIds, index);
		insert ??= prepareInsert(connection, Object.keys(row));
		insert.run(...(Object.values(row) as SQLInputValue[]));
	}
	connection.exec('COMMIT');
}

function prepareInsert(connection: DatabaseSync, names: string[]): StatementSync {
	const places = names.map(() => '?').join(', ');
	return connection.prepare(`INSERT INTO messages (${names.join(', ')}) VALUES (${places})`);
}

function rowOf(keys: ChatKey[], senderIds: string[], index: number): MessageRow {
	const key = keys[index % keys.length];
	if (!key) throw new Error('Messages need a chat.');
	const id = newId();
	return {
		id,
		chat_id: key.chatId,
		seq: 1 + Math.floor(index / keys.length),
		sender_id: senderIds[index % senderIds.length] ?? '',
		body_sealed: key.seal('message', id, content),
		fingerprint: new Uint8Array(),
		reply_to: null,
		created_at: Date.now(),
		edited_at: null,
		deleted_at: null,
		version: 0,
		reactions: '[]',
		pinned_at: null,
		forwarded_from: null,
		ahead: null,
		stamp: index + 1
	};
}
