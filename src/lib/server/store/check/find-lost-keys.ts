import { chatKey } from '../chat-keys.ts';
import type { Checked } from '../open-for-check.ts';
import { refuseSilentKeys } from './refuse-silent-keys.ts';

/** Chats that have no key, and keys that no master key opens, a sentence each. */
export async function* findLostKeys({ db, stream }: Checked): AsyncGenerator<string> {
	const keyless = db.sql
		.selectFrom('chats')
		.leftJoin('chat_keys', 'chat_keys.chat_id', 'chats.id')
		.select('chats.id')
		.where('chats.deleted_at', 'is', null)
		.where('chat_keys.chat_id', 'is', null);
	for (const { id } of await keyless.execute()) yield `Chat ${id} has no key.`;
	for await (const { chat_id } of stream.selectFrom('chat_keys').select('chat_id').distinct().stream()) {
		const opened = await chatKey(db, chat_id).catch((error: unknown) => refuseSilentKeys(error));
		if (!opened) yield `The key of ${chat_id} does not open with the master key.`;
	}
}
