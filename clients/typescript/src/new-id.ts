import { newId as makeId } from '../../../src/lib/protocol/ids.ts';

/** A new UUIDv7: unique for ever, and sorted by the time it was made. */
export function newId(): string {
	return makeId();
}
