import { refuse } from '../../../protocol/errors.ts';
import type { ChatPlace } from '../../store/chat-places.ts';
import { findMessage, type MessageRow } from '../../store/messages.ts';
import type { Db } from '../../store/open-store.ts';
import { findChatFor } from './find-chat-for.ts';

/** A message and the caller's place in its chat. @throws Refusal `not_found`, the same for a foreign one and none. */
export async function findMessageFor(
	db: Db,
	userId: string,
	id: string
): Promise<ChatPlace & { row: MessageRow }> {
	const row = await findMessage(db, id);
	if (!row) throw refuse('not_found');
	const place = await findChatFor(db, userId, row.chat_id);
	// It was cleared with the chat, for this person alone.
	if (row.seq <= place.member.cleared_seq) throw refuse('not_found');
	return { row, ...place };
}
