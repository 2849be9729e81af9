import type { ErrorCode, Failure } from './wire.ts';

/** `closed`: the client was closed before the answer came. The others of the second line are refused connections. */
export type InklingErrorCode = ErrorCode | 'closed' | 'origin_rejected' | 'protocol_unsupported';

type Details = Partial<Pick<Failure['error'], 'issues' | 'current' | 'retryAfterMs'>>;

/** A refusal. `current` is the winner of a `stale` write, `issues` name the faults of a payload. */
export class InklingError extends Error {
	readonly code: InklingErrorCode;
	readonly issues: { path: string; message: string }[];
	readonly current: unknown;
	readonly retryAfterMs: number | undefined;

	constructor(code: InklingErrorCode, message: string, details: Details = {}) {
		super(message);
		this.name = 'InklingError';
		this.code = code;
		this.issues = details.issues ?? [];
		this.current = details.current;
		this.retryAfterMs = details.retryAfterMs;
	}
}

/** The error of an envelope that says no. */
export function toError({ code, message, ...details }: Failure['error']): InklingError {
	return new InklingError(code, message, details);
}

/** Whether an error is a refusal with one of these codes. */
export function isRefusal(error: unknown, ...codes: InklingErrorCode[]): error is InklingError {
	return error instanceof InklingError && (codes.length === 0 || codes.includes(error.code));
}
