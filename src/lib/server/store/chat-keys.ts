import { refuse } from '../../protocol/errors.ts';
import type { ChatKey } from '../keyring/chat-key.ts';
import type { StoredChatKey } from '../keyring/keyring.ts';
import { refuseWithoutKeys } from './refuse-without-keys.ts';
import { masterKeyName } from './master-key.ts';
import type { Db, Tx } from './open-store.ts';

/** AES-GCM with random nonces: a key seals 2^32 times at most (NIST SP 800-38D, section 8.3). */
const sealsMax = 2 ** 32;
/** So many are counted at once, ahead of their use: a write for each would cost as much as what is sealed. */
const sealsCounted = 2 ** 16;
/** More than any single command seals. */
const sealsOfCommand = 2 ** 12;

/**
 * The key of a chat that is in the store.
 * @throws Refusal `unavailable` when the key cannot be had now, or the chat was destroyed while it was being read: asked
 * again, it comes, or is not there.
 * @throws Error when there is no key otherwise: then the chat cannot be read at all.
 */
export async function chatKey(db: Db, chatId: string): Promise<ChatKey> {
	const cached = isTx(db) ? db.keyring.cachedInside(chatId) : db.keyring.cached(chatId);
	if (cached) return cached;
	const stored = (await findStored(db, [chatId])).get(chatId);
	if (!stored) throw await missingKey(db, chatId);
	return isTx(db)
		? db.keyring.openInside(chatId, stored)
		: db.keyring.open(chatId, stored).catch(refuseWithoutKeys);
}

/** Has the keys of many chats at hand for reading: asked for one after the other, each may take a round trip. */
export async function loadChatKeys(db: Db, chatIds: readonly string[]): Promise<void> {
	if (isTx(db)) return;
	const missing = [...new Set(chatIds)].filter((chatId) => !db.keyring.cached(chatId));
	if (missing.length < 2) return;
	const stored = await findStored(db, missing);
	await Promise.all([...stored].map(([chatId, keys]) => db.keyring.open(chatId, keys))).catch(
		refuseWithoutKeys
	);
}

/** The key of a chat that is in the store, to seal with in this transaction. @throws as `chatKey` */
export async function sealingKey(tx: Tx, chatId: string): Promise<ChatKey> {
	const key = await chatKey(tx, chatId);
	return key.sealsLeft < sealsOfCommand ? allowMore(tx, key) : key;
}

/** Makes and stores the key of a new chat. */
export async function insertChatKey(tx: Tx, chatId: string, earlier?: ChatKey): Promise<ChatKey> {
	const { key, stored } = await tx.keyring.mint(chatId, await masterKeyName(tx.sql), earlier);
	await tx.sql
		.insertInto('chat_keys')
		.values({
			chat_id: chatId,
			generation: stored.generation,
			wrapped: stored.wrapped,
			wrapped_by: stored.by,
			seals: sealsCounted,
			created_at: tx.now
		})
		.execute();
	tx.keyring.allow(key, sealsCounted);
	return key;
}

/** Counts more seals of the key, or puts another into its place. */
async function allowMore(tx: Tx, key: ChatKey): Promise<ChatKey> {
	const { numUpdatedRows } = await tx.sql
		.updateTable('chat_keys')
		.set((eb) => ({ seals: eb('seals', '+', sealsCounted) }))
		.where('chat_id', '=', key.chatId)
		.where('generation', '=', key.generation)
		.where('seals', '<=', sealsMax - sealsCounted)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) return insertChatKey(tx, key.chatId, key);
	tx.keyring.allow(key, sealsCounted);
	return key;
}

async function findStored(db: Db, chatIds: readonly string[]): Promise<Map<string, StoredChatKey[]>> {
	const rows = await db.sql
		.selectFrom('chat_keys')
		.select(['chat_id', 'generation', 'wrapped', 'wrapped_by'])
		.where('chat_id', 'in', chatIds)
		.orderBy('generation')
		.execute();
	const stored = new Map<string, StoredChatKey[]>();
	for (const { chat_id, generation, wrapped, wrapped_by } of rows) {
		const earlier = stored.get(chat_id) ?? [];
		stored.set(chat_id, [...earlier, { generation, wrapped, by: wrapped_by }]);
	}
	return stored;
}

async function missingKey(db: Db, chatId: string): Promise<Error> {
	const chat = await db.sql
		.selectFrom('chats')
		.select('deleted_at')
		.where('id', '=', chatId)
		.executeTakeFirst();
	if (chat && chat.deleted_at !== null) return refuse('unavailable');
	return new Error('A chat has no key.');
}

function isTx(db: Db): db is Tx {
	return 'stamp' in db;
}
