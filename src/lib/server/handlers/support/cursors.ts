import { refuse } from '../../../protocol/errors.ts';
import type { Db } from '../../store/open-store.ts';
import type { Place } from '../../store/sync-pages.ts';

/**
 * What a cursor says: every change before the command `since` is known, but of chats that the pages so far have not told as they
 * are now only what was before `from`. During the first sync `place` is how far the list of chats has come.
 */
export type Cursor = { since: number; from: number; place: Place | null };

/** How far a pull has come that does not end here. */
type Midway = { place: Place } | { from: number };

/**
 * The opaque form: `<since>-<from>` or `<since>~<activeAt>~<id>`, and before it the era and a dot, once the store was restored.
 * Where nothing is said, the pull ends here: all before `since` is known.
 */
export function toCursor({ era }: Db, since: number, midway: Midway = { from: since }): string {
	const number = era ? `${era.id}.${since}` : String(since);
	if ('from' in midway) return `${number}-${midway.from}`;
	return `${number}~${midway.place.activeAt}~${midway.place.id}`;
}

const form = /^(?:([0-9a-f]{12})\.)?(\d{1,15})(?:~(\d{1,15})~([0-9a-f-]{36})|-(\d{1,15}))?$/;

/**
 * @throws Refusal `invalid_data` for what this store has not given out. After a restore `current` tells the time in ms since
 * when the store may have lost what it acknowledged.
 */
export function parseCursor({ era }: Db, cursor: string): Cursor {
	const match = form.exec(cursor);
	// A cursor of an earlier version has no `from`, and may have been given out midway.
	const [, eraId, since, activeAt, id, from = 0] = match ?? [];
	// The numbers of what was lost are given out anew: who went on from there would miss some and keep what is no more.
	if (!match || eraId !== era?.id) {
		throw refuse('invalid_data', undefined, {
			issues: [{ path: 'cursor', message: 'is not a cursor of this server' }],
			...(era ? { current: { lostSince: era.since } } : {})
		});
	}
	const place = id === undefined ? null : { activeAt: Number(activeAt), id };
	return { since: Number(since), from: Number(from), place };
}
