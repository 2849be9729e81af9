import type { ReplyError } from '../../protocol/envelope.ts';
import type { Mirror } from './mirror.ts';
import type { RowError } from './rows.ts';

/** Keeps a refused request with its reason; it is not sent again by itself. */
export async function refuseRow(mirror: Mirror, n: number, error: ReplyError) {
	await mirror.outbox.update(n, { state: 'refused', error: reasonOf(error) });
}

/** What a row keeps of a refusal. */
export function reasonOf({ code, message }: ReplyError): RowError {
	return { code, message };
}
