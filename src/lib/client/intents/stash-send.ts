import type { Mirror } from '../mirror/mirror.ts';
import { dropSendStash, putSendStash, type StashedSend } from '../mirror/send-stash.ts';

export type { StashedSend };

/** Keeps a message that a page is left with while it is being stored, at once. */
export function stashSend(mirror: Mirror, send: StashedSend): void {
	putSendStash(mirror.userId, send);
}

/** It is stored after all, or its words are back in the box. */
export function forgetSend(mirror: Mirror, messageId: string): void {
	dropSendStash(mirror.userId, messageId);
}
