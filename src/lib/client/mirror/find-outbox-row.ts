import type { Mirror } from './mirror.ts';
import type { OutboxRow } from './rows.ts';

/** The outbox row with this key, or `undefined`: a key has one row at most. */
export function findOutboxRow(mirror: Mirror, key: string): Promise<OutboxRow | undefined> {
	return mirror.outbox.where('key').equals(key).first();
}
