import { v5 } from 'uuid';

/**
 * The id of the answer that somebody gives to a message: always the same one, so that an answer that is given twice, after a
 * restart say, arrives once. A UUIDv7 with the time of the message and, in place of chance, a hash of who answers what.
 * `nth` tells several answers to one message apart.
 */
export function replyId(messageId: string, userId: string, nth = 0): string {
	const hash = v5(`${userId} ${nth}`, messageId);
	// The hash has its variant in the right place already; its version becomes that of a UUIDv7.
	return `${messageId.slice(0, 14)}7${hash.slice(15)}`.toLowerCase();
}
