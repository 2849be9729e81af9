import { refuse } from '../../../protocol/errors.ts';
import type { Db } from '../../store/open-store.ts';
import type { Place } from '../../store/sync-pages.ts';

/**
 * What a cursor says: every change before the command `since` is known. During the first sync `place` is
 * how far the list of chats has come.
 */
export type Cursor = { since: number; place: Place | null };

/** The opaque form: `<since>` or `<since>~<activeAt>~<id>`, and before it the era and a dot, once the store was restored. */
export function toCursor({ era }: Db, since: number, place: Place | null = null): string {
	const number = era ? `${era.id}.${since}` : String(since);
	return place ? `${number}~${place.activeAt}~${place.id}` : number;
}

/**
 * @throws Refusal `invalid_data` for what this store has not given out. After a restore `current` tells the time in ms since
 * when the store may have lost what it acknowledged.
 */
export function parseCursor({ era }: Db, cursor: string): Cursor {
	const match = /^(?:([0-9a-f]{12})\.)?(\d{1,15})(?:~(\d{1,15})~([0-9a-f-]{36}))?$/.exec(cursor);
	const [, eraId, since, activeAt, id] = match ?? [];
	// The numbers of what was lost are given out anew: who went on from there would miss some and keep what is no more.
	if (!match || eraId !== era?.id) {
		throw refuse('invalid_data', undefined, {
			issues: [{ path: 'cursor', message: 'is not a cursor of this server' }],
			...(era ? { current: { lostSince: era.since } } : {})
		});
	}
	return { since: Number(since), place: id === undefined ? null : { activeAt: Number(activeAt), id } };
}
