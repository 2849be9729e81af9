import type { Document } from '../../protocol/document/document.ts';
import { mentionedUsers } from '../../protocol/document/mentioned-users.ts';
import type { Mirror } from './mirror.ts';
import type { MessageRow } from './rows.ts';
import { showUnsent } from './show-unsent.ts';
import { unsentPlace } from './unsent-place.ts';

/**
 * A message to send. `forwarded`: the one whose words these are, and who wrote them. `holdMs`: how long it waits before it
 * goes, so that it can be taken back.
 */
export type Send = {
	id: string;
	chatId: string;
	content: Document;
	replyTo: string | null;
	holdMs?: number;
	draftVersion?: number;
	/** The draft's save whose answer says which version this message consumes. */
	afterMutation?: string;
	forwarded?: { id: string; from: string };
};

/** Puts a message into the outbox and on the screen, as the last one of its chat. Call it inside `commit`. */
export async function putSend(mirror: Mirror, send: Send): Promise<void> {
	const { id, chatId, content, replyTo, draftVersion, afterMutation, forwarded } = send;
	const at = Date.now();
	const n = await mirror.outbox.add({
		key: `send:${id}`,
		chatId,
		at,
		holdUntil: send.holdMs ? at + send.holdMs : 0,
		state: 'waiting',
		event: 'message.send',
		payload: {
			id,
			chatId,
			content,
			replyTo,
			...(draftVersion === undefined ? {} : { draftVersion }),
			...(forwarded ? { forwardOf: forwarded.id } : {})
		},
		...(afterMutation === undefined ? {} : { afterMutation })
	});
	const row = queued(mirror, send, at, n);
	await mirror.messages.add(row);
	await showUnsent(mirror, row);
}

function queued(mirror: Mirror, send: Send, at: number, n: number): MessageRow {
	const { id, chatId, content, replyTo, forwarded } = send;
	return {
		id,
		chatId,
		seq: null,
		place: unsentPlace(n),
		state: 'queued',
		senderId: mirror.userId,
		content,
		replyTo,
		attachments: [],
		mentions: mentionedUsers(content),
		reactions: [],
		createdAt: at,
		editedAt: null,
		deletedAt: null,
		version: 0,
		pinnedAt: null,
		forwardedFrom: forwarded?.from ?? null
	};
}
