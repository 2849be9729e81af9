import type { Payload } from '../../../protocol/contract.ts';
import type { ChatKey } from '../../keyring/chat-key.ts';
import { chatKey } from '../../store/chat-keys.ts';
import { findChat } from '../../store/chats.ts';
import type { Db } from '../../store/open-store.ts';

type Creation = Payload<'chat.create'>;

/** The digest of what a chat was made with. */
export function creationFingerprint(key: ChatKey, creation: Creation): Uint8Array {
	return key.fingerprint([creation.kind, [...creation.memberIds].sort(), creation.title ?? null]);
}

/** Whether the chat of this id was made with just this request. */
export async function sameFingerprint(db: Db, creation: Creation): Promise<boolean> {
	const chat = await findChat(db, creation.id);
	const key = await chatKey(db, creation.id);
	return (
		chat !== undefined && Buffer.compare(chat.create_fingerprint, creationFingerprint(key, creation)) === 0
	);
}
