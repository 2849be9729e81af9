/** Every code that a refusal can bear, with its number and the HTTP status that goes with it. */
export const errorCodes = {
	internal: { number: 1, status: 500 },
	invalid_data: { number: 2, status: 400 },
	forbidden: { number: 3, status: 403 },
	not_found: { number: 4, status: 404 },
	stale: { number: 5, status: 409 },
	conflict: { number: 6, status: 409 },
	too_large: { number: 7, status: 413 },
	rate_limited: { number: 8, status: 429 },
	unauthenticated: { number: 9, status: 401 },
	reauth_required: { number: 10, status: 401 },
	unknown_event: { number: 11, status: 404 },
	unavailable: { number: 12, status: 503 }
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** Why a connection was refused at the handshake; it is the `data.code` of socket.io's `connect_error`. */
export type HandshakeCode =
	'unauthenticated' | 'reauth_required' | 'origin_rejected' | 'protocol_unsupported' | 'rate_limited';

/** One fault of a payload; `path` is dotted, `content.content.0.attrs.level`, and empty for the whole. */
export type Issue = { path: string; message: string };

/** What may accompany a refusal: the winner of a `stale` write, the faults, the time to wait. */
export type RefusalDetails = { issues?: Issue[]; current?: unknown; retryAfterMs?: number };

/** An expected failure. Thrown by `refuse`, turned into an envelope in one place, `envelope.ts`. */
export class Refusal extends Error {
	readonly code: ErrorCode;
	readonly details: RefusalDetails;

	constructor(code: ErrorCode, message: string, details: RefusalDetails = {}) {
		super(message);
		this.name = 'Refusal';
		this.code = code;
		this.details = details;
	}
}

const defaultMessages: Record<ErrorCode, string> = {
	internal: 'The server made a mistake. Nothing was changed; please try again.',
	invalid_data: 'The request is not in the form that this event expects. Nothing was changed.',
	forbidden: 'You are not allowed to do this. Nothing was changed.',
	not_found: 'There is no such thing, or it is not yours to see.',
	stale: 'It was changed elsewhere in the meantime; the newer one is attached.',
	conflict: 'This cannot be done in the present state. Nothing was changed.',
	too_large: 'This is larger than the server accepts. Nothing was changed.',
	rate_limited: 'Too many requests in a short time. Nothing was changed; please wait.',
	unauthenticated: 'Please sign in.',
	reauth_required: 'Please confirm that it is you on this device.',
	unknown_event: 'The server knows no such event.',
	unavailable: 'The server is not ready. Nothing was changed; please try again.'
};

/** Makes the refusal to throw: `throw refuse('forbidden')`. Without `message`, the code's own words. */
export function refuse(code: ErrorCode, message?: string, details?: RefusalDetails): Refusal {
	return new Refusal(code, message ?? defaultMessages[code], details);
}
