import type { OutboxRow } from './rows.ts';

/** The id of the save that a row holds, or `null` for rows of other events. */
export function mutationOf(row: OutboxRow): string | null {
	return 'mutationId' in row.payload ? row.payload.mutationId : null;
}
