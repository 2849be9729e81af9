import { putStash, stateOf } from '../mirror/draft-stash.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { DraftRow } from '../mirror/rows.ts';
import type { DraftSave } from './save-draft.ts';

/**
 * Keeps the words that a page is left with, at once; `row` is the stored draft as the box last knew it. `own`: what saves of the
 * same box may have made of it since, which the disk may have before the page has heard.
 */
export function stashDraft(
	mirror: Mirror,
	row: DraftRow | undefined,
	{ chatId, content, replyTo }: Pick<DraftSave, 'chatId' | 'content' | 'replyTo'>,
	own: Pick<DraftRow, 'mutationId' | 'deleted'>[] = []
): void {
	putStash(mirror.userId, { chatId, content, replyTo, upon: stateOf(row), orUpon: own.map(stateOf) });
}
