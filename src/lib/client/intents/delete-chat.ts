import type { Mirror } from '../mirror/mirror.ts';
import { goFrom } from '../mirror/go-from.ts';

/** Deletes a chat, at once on this device: a group for everybody, a direct one for this person up to what is here of it. */
export function deleteChat(mirror: Mirror, chatId: string): Promise<void> {
	return goFrom(mirror, chatId, (chat) => ({
		key: `delete-chat:${chatId}`,
		event: 'chat.delete',
		payload: { chatId, seq: chat.lastSeq }
	}));
}
