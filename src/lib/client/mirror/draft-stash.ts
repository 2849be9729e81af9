import type { Document } from '../../protocol/document/document.ts';
import type { DraftRow } from './rows.ts';

/**
 * A text that a page was left with before IndexedDB could commit it. A page that goes away may write to localStorage,
 * which is synchronous, but no longer waits for IndexedDB.
 */
export type StashedDraft = {
	chatId: string;
	content: Document | null;
	replyTo: string | null;
	/** Which state of the draft's row the text was typed upon, as far as the page knew. */
	upon: string;
	/** What the same box may have made of the row since. */
	orUpon?: string[];
};

const prefix = (userId: string) => `inkling.stash.${userId}.`;

/** Tells one state of a draft's row from any other. */
export function stateOf(row: Pick<DraftRow, 'mutationId' | 'deleted'> | undefined): string {
	return row ? `${row.mutationId} ${row.deleted}` : '';
}

/** Keeps a text, in the place of an earlier one of the chat. A full localStorage is told in the console alone: nobody is there any more. */
export function putStash(userId: string, draft: StashedDraft): void {
	try {
		localStorage.setItem(prefix(userId) + draft.chatId, JSON.stringify(draft));
	} catch (error) {
		console.error('The last words could not be kept.', error);
	}
}

export function readStash(userId: string): StashedDraft[] {
	return stashKeys(userId).map((key) => JSON.parse(localStorage.getItem(key) ?? 'null') as StashedDraft);
}

export function clearStash(userId: string): void {
	for (const key of stashKeys(userId)) localStorage.removeItem(key);
}

function stashKeys(userId: string): string[] {
	return Object.keys(localStorage).filter((key) => key.startsWith(prefix(userId)));
}
