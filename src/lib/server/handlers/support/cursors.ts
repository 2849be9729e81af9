import { refuse } from '../../../protocol/errors.ts';
import type { Place } from '../../store/sync-pages.ts';

/**
 * What a cursor says: every change before the command `since` is known. During the first sync `place` is
 * how far the list of chats has come.
 */
export type Cursor = { since: number; place: Place | null };

/** The opaque form: `<since>` or `<since>~<activeAt>~<id>`. */
export function toCursor(since: number, place: Place | null = null): string {
	return place ? `${since}~${place.activeAt}~${place.id}` : String(since);
}

/** @throws Refusal `invalid_data` for what no server has given out. */
export function parseCursor(cursor: string): Cursor {
	const match = /^(\d{1,15})(?:~(\d{1,15})~([0-9a-f-]{36}))?$/.exec(cursor);
	if (!match) {
		throw refuse('invalid_data', undefined, {
			issues: [{ path: 'cursor', message: 'is not a cursor of this server' }]
		});
	}
	const [, since, activeAt, id] = match;
	return { since: Number(since), place: id === undefined ? null : { activeAt: Number(activeAt), id } };
}
