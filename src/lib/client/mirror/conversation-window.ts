import { Dexie } from 'dexie';
import type { Mirror } from './mirror.ts';
import { readChanges, withChanges, type ShownMessage } from './pending-changes.ts';
import type { ChatRow, MessageRow } from './rows.ts';
import { withHolds } from './with-holds.ts';

/** The newest messages of one chat without a hole, ascending, with the own changes that are not acknowledged. */
export type ConversationWindow = {
	chat: ChatRow | undefined;
	messages: ShownMessage[];
	/** The first message of the chat is among them. */
	reachesStart: boolean;
	/** The window is shorter than asked for because the mirror lacks what stands before this `seq`. */
	missingBefore: number | null;
};

/**
 * Reads the newest `size` messages and what stands before them down to the place `from`, and of those the ones that follow each other up
 * to the newest.
 */
export async function readWindow(
	mirror: Mirror,
	chatId: string,
	size: number,
	from: number | null = null
): Promise<ConversationWindow> {
	// All at once, and as of one moment: the chat on the screen waits for each answer of the disk.
	const [chat, rows, changes] = await mirror.transaction(
		'r',
		[mirror.chats, mirror.messages, mirror.outbox],
		async () =>
			Promise.all([mirror.chats.get(chatId), readNewest(mirror, chatId, size, from), readChanges(mirror)])
	);
	// Where the newest one was never here, those that are came singly: between them and the end of the chat is a hole.
	const shown = chat?.hasContent ? rows : rows.filter((row) => row.seq === null);
	const ends = { firstSeq: chat?.firstSeq ?? 1, lastSeq: chat?.lastSeq ?? 0 };
	const window = contiguous(shown, Math.max(size, rows.length), ends);
	const messages = await withHolds(mirror, withChanges(changes, window.messages, mirror.userId));
	return { chat, ...window, messages };
}

async function readNewest(
	mirror: Mirror,
	chatId: string,
	size: number,
	from: number | null
): Promise<MessageRow[]> {
	const since = (place: unknown) =>
		mirror.messages.where('[chatId+place]').between([chatId, place], [chatId, Dexie.maxKey]).reverse();
	const rows = from === null ? [] : await since(from).toArray();
	return rows.length < size ? since(Dexie.minKey).limit(size).toArray() : rows;
}

/** The run of `rows` (newest first) before the first hole. Messages on both sides of a hole are no neighbours. */
function contiguous(rows: MessageRow[], size: number, ends: { firstSeq: number; lastSeq: number }) {
	const messages: MessageRow[] = [];
	let oldest: number | null = null;
	for (const row of rows) {
		if (row.seq !== null && oldest !== null && row.seq !== oldest - 1) break;
		if (row.seq !== null) oldest = row.seq;
		messages.push(row);
	}
	const { firstSeq, lastSeq } = ends;
	const reachesStart = oldest === null ? lastSeq < firstSeq && rows.length < size : oldest <= firstSeq;
	const complete = reachesStart || messages.length === size;
	const missingBefore = complete ? null : (oldest ?? lastSeq + 1);
	return { messages: messages.reverse(), reachesStart, missingBefore };
}
