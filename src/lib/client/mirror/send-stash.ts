import type { Document } from '../../protocol/document/document.ts';

/** A message that a page was left with after Enter, and before IndexedDB had committed it; as with a stashed draft. */
export type StashedSend = { messageId: string; chatId: string; content: Document; replyTo: string | null };

const prefix = (userId: string) => `inkling.stash-send.${userId}.`;

export function putSendStash(userId: string, send: StashedSend): void {
	try {
		localStorage.setItem(prefix(userId) + send.messageId, JSON.stringify(send));
	} catch (error) {
		console.error('The last message could not be kept.', error);
	}
}

export function readSendStash(userId: string): StashedSend[] {
	return (
		Object.keys(localStorage)
			.filter((key) => key.startsWith(prefix(userId)))
			// Another tab that starts just now may have taken it.
			.flatMap((key) => (JSON.parse(localStorage.getItem(key) ?? 'null') as StashedSend | null) ?? [])
			.sort((one, other) => (one.messageId < other.messageId ? -1 : 1))
	);
}

/** It is stored, or taken back: it must not be sent once more. */
export function dropSendStash(userId: string, messageId: string): void {
	// What keeps messages without a browser, as a test does, has no such place.
	globalThis.localStorage?.removeItem(prefix(userId) + messageId);
}

export function clearSendStash(userId: string): void {
	for (const { messageId } of readSendStash(userId)) dropSendStash(userId, messageId);
}
