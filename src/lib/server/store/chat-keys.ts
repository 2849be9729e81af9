import type { ChatKey } from '../keyring/chat-key.ts';
import type { Db, Tx } from './open-store.ts';

/** The key of a chat that is in the store. @throws Error when there is none: then the chat cannot be read at all. */
export async function chatKey(db: Db, chatId: string): Promise<ChatKey> {
	const cached = db.keyring.cached(chatId);
	if (cached) return cached;
	const row = await db.sql
		.selectFrom('chat_keys')
		.select(['generation', 'wrapped'])
		.where('chat_id', '=', chatId)
		.orderBy('generation', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	return db.keyring.open(chatId, row.generation, row.wrapped);
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
