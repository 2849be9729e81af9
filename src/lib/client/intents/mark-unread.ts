import type { Mirror } from '../mirror/mirror.ts';
import { setChatSettings } from './set-chat-settings.ts';

/** Marks a chat as unread from a message on, on all devices, until this person opens it anew. What was read stays read for the others. */
export function markUnread(mirror: Mirror, chatId: string, fromSeq: number): Promise<void> {
	return setChatSettings(mirror, chatId, { unreadFrom: fromSeq });
}

/** Takes the mark off. */
export function unmarkUnread(mirror: Mirror, chatId: string): Promise<void> {
	return setChatSettings(mirror, chatId, { unreadFrom: null });
}
