import type { SaveState } from '../../editor/autosave.ts';

/** What the words beside the box are made from; `row` is the stored draft, null when there is none. */
export type SavingFacts = {
	state: SaveState;
	/** There is nothing to read in the box. */
	blank: boolean;
	row: { mutationId: string | null; unsynced: boolean; deleted: boolean } | null;
};

export type SavingWords = '' | 'Saving…' | 'Saved on this device' | 'Saved' | 'Not saved';

/**
 * The promise that holds for exactly what is in the box: "Saved" = the server acknowledged it, "Saved on this device" =
 * the disk has it. Nothing is said of an empty box whose emptiness is known everywhere.
 */
export function savingWords({ state, blank, row }: SavingFacts): SavingWords {
	if (state.kind === 'saving') return 'Saving…';
	if (state.kind === 'refused') return 'Not saved';
	if (state.kind === 'untouched') {
		if (blank || row === null || row.deleted) return '';
		return row.unsynced ? 'Saved on this device' : 'Saved';
	}
	if (blank && (row === null || (row.deleted && !row.unsynced))) return '';
	const acknowledged = row !== null && row.mutationId === state.mutationId && !row.unsynced;
	return acknowledged ? 'Saved' : 'Saved on this device';
}
