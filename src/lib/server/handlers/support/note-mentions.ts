import type { Message } from '../../../protocol/entities.ts';
import { memberIds } from '../../store/members.ts';
import { insertMentions } from '../../store/mentions.ts';
import type { Tx } from '../../store/open-store.ts';

/** Counts the mentions of those who are in the chat; anyone else's name is only text. */
export async function noteMentions(tx: Tx, message: Message): Promise<void> {
	if (message.mentions.length === 0) return;
	const members = new Set(await memberIds(tx, message.chatId));
	const mentioned = message.mentions.filter((id) => members.has(id) && id !== message.senderId);
	await insertMentions(tx, message, mentioned);
}
