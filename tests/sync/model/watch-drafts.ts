import type { Mirror } from '../../../src/lib/client/mirror/mirror.ts';
import type { Trace } from './trace.ts';

/** Notes what this browser's disk is told of drafts and of their history. */
export function watchDrafts(mirror: Mirror, browser: string, trace: Trace): void {
	for (const table of [mirror.drafts, mirror.draftHistory]) {
		const what = `${browser} ${table.name}`;
		table.hook('creating', (_, row) => trace.note(`${what} new`, row));
		table.hook('updating', (changes, _, row) => trace.note(`${what} changed`, row, changes));
	}
	mirror.draftHistory.hook('deleting', (_, row) =>
		trace.note(`${browser} ${mirror.draftHistory.name} gone`, row)
	);
}
