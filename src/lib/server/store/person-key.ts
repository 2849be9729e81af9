import type { ChatKey } from '../keyring/chat-key.ts';
import { insertChatKey, sealingKey } from './chat-keys.ts';
import type { Tx } from './open-store.ts';

/**
 * The key for what is sealed for one person alone; made where there is none. It lies among the keys of the chats, under
 * the person's id, so that whatever is done to those is done to it: counted, wrapped anew, destroyed.
 */
export async function personKey(tx: Tx, userId: string): Promise<ChatKey> {
	const stored = await tx.sql
		.selectFrom('chat_keys')
		.select('generation')
		.where('chat_id', '=', userId)
		.limit(1)
		.executeTakeFirst();
	return stored ? sealingKey(tx, userId) : insertChatKey(tx, userId);
}
