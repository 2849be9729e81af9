import type { ChatContent } from '../../protocol/entities.ts';
import { Refusal, refuse } from '../../protocol/errors.ts';
import { findChangedMessages, findPage, type Readable } from '../store/messages.ts';
import type { Db } from '../store/open-store.ts';
import { lastStamp } from '../store/stamps.ts';
import { parseCursor, toCursor } from './support/cursors.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { query } from './support/handler.ts';

/** More changes than this are a gap: the latest page tells more than a long list of old changes. */
const changesMax = 200;
const latestPage = 50;

type Wanted = { chatId: string; cursor?: string | undefined };

export default query('chat.content.batch', async (payload, { caller, db }) => {
	const chats: ChatContent[] = [];
	for (const wanted of payload.chats) chats.push(await readChat(db, caller.userId, wanted));
	// A batch in which nothing is the caller's is refused as one chat would be.
	if (chats.length > 0 && chats.every((chat) => 'error' in chat)) throw refuse('not_found');
	return { chats };
});

async function readChat(db: Db, userId: string, wanted: Wanted): Promise<ChatContent> {
	// Read first: what is committed while the rows are read is told again next time.
	const cursor = toCursor(db, (await lastStamp(db)) + 1);
	try {
		const { chat, member } = await findChatFor(db, userId, wanted.chatId);
		const since = wanted.cursor === undefined ? null : parseCursor(db, wanted.cursor).since;
		const found = await readMessages(db, { chatId: chat.id, clearedSeq: member.cleared_seq }, since);
		return { chatId: wanted.chatId, cursor, ...found, lastSeq: chat.last_seq };
	} catch (error) {
		if (!(error instanceof Refusal) || error.code !== 'not_found') throw error;
		return { chatId: wanted.chatId, error: { code: 'not_found', message: error.message } };
	}
}

async function readMessages(db: Db, readable: Readable, since: number | null) {
	if (since !== null) {
		const messages = await findChangedMessages(db, readable, since, changesMax);
		if (messages.length <= changesMax) return { messages, gap: false };
	}
	return { messages: await findPage(db, readable, { limit: latestPage }), gap: true };
}
