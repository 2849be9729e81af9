import type { Chat } from '../../protocol/entities.ts';

/** Whether this person gets nothing of the chat any more. One that only went with its emptied draft is still theirs. */
export function isOut({ removed, draftOnly }: Pick<Chat, 'removed' | 'draftOnly'>): boolean {
	return removed && !draftOnly;
}
