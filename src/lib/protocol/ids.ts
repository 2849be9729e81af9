import { v7 } from 'uuid';

/** A UUIDv7 as RFC 9562 writes it, in either case. */
export const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** A new UUIDv7 (RFC 9562): unique for ever, and sorted by the time it was made. */
export function newId(): string {
	return v7();
}
