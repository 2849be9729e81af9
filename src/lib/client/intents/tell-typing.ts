import type { Moment } from '../mirror/moment.ts';
import type { ChatRow } from '../mirror/rows.ts';

/** Tells the others of a chat that this person types or stops, unless nobody else sees the chat or what is typed cannot be sent. */
export function tellTyping(moment: Moment, chat: ChatRow | undefined, on: boolean): void {
	if (!chat || chat.draftOnly || chat.removed || chat.memberCount < 2) return;
	if (chat.writers === 'admins' && chat.myRole === 'member') return;
	moment.type(chat.id, on);
}
