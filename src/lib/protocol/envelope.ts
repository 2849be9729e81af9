import { Refusal, refuse, type ErrorCode, type Issue } from './errors.ts';

/**
 * What accompanies an answer: on which sides of a page there is more, in the sense of `before` and `after` in what was asked;
 * how many things the whole list has; the server's time; or the id under which the log knows a fault.
 */
export type Meta = {
	requestId?: string;
	hasBefore?: boolean;
	hasAfter?: boolean;
	lastSeq?: number;
	total?: number;
	now?: number;
};

export type ReplyError = {
	code: ErrorCode;
	message: string;
	issues?: Issue[];
	current?: unknown;
	retryAfterMs?: number;
};

/** What an `ack` is called with, exactly once, and what an HTTP answer holds. */
export type Reply<Data = unknown> =
	{ ok: true; data: Data; meta?: Meta } | { ok: false; error: ReplyError; meta?: Meta };

/** The envelope of a success. */
export function success<Data>(data: Data, meta?: Meta): Reply<Data> {
	return meta ? { ok: true, data, meta } : { ok: true, data };
}

/** The envelope of a refusal. Whatever is not a `Refusal` is a bug: it becomes `internal`, without its detail. */
export function failure(error: unknown, meta?: Meta): Reply<never> {
	const { code, message, details } = error instanceof Refusal ? error : refuse('internal');
	const reply = { ok: false, error: { code, message, ...details } } as const;
	return meta ? { ...reply, meta } : reply;
}
