import { refuse } from '../../protocol/errors.ts';
import type { ChatKey } from '../keyring/chat-key.ts';
import type { Db, Tx } from './open-store.ts';

/**
 * The key of a chat that is in the store.
 * @throws Refusal `unavailable` when the chat was destroyed while it was being read: asked again, it is not there.
 * @throws Error when there is no key otherwise: then the chat cannot be read at all.
 */
export async function chatKey(db: Db, chatId: string): Promise<ChatKey> {
	const cached = db.keyring.cached(chatId);
	if (cached) return cached;
	const row = await db.sql
		.selectFrom('chat_keys')
		.select(['generation', 'wrapped'])
		.where('chat_id', '=', chatId)
		.orderBy('generation', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!row) throw await missingKey(db, chatId);
	return db.keyring.open(chatId, row.generation, row.wrapped);
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

/** Makes and stores the key of a new chat. */
export async function insertChatKey(tx: Tx, chatId: string): Promise<ChatKey> {
	const { key, wrapped } = await tx.keyring.mint(chatId);
	await tx.sql
		.insertInto('chat_keys')
		.values({ chat_id: chatId, generation: key.generation, wrapped, created_at: tx.now })
		.execute();
	return key;
}
