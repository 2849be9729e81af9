import type { MessageRow } from './rows.ts';

/** What the four indexes of a message take beside it: its id four times, the chat's three times, and what stands around them. */
const indexBytes = 300;

const encoder = new TextEncoder();

/** About how many bytes of the disk a message takes that can be fetched again; what is unsent is no history. */
export function historyBytes(row: MessageRow): number {
	if (row.seq === null) return 0;
	return encoder.encode(JSON.stringify(row)).length + indexBytes;
}
