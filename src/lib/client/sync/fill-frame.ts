import type { OutboxRow } from '../mirror/rows.ts';

/** `sync.offline` takes so many. */
export const mutationsMax = 200;

/** A frame holds 1 MiB, and a character of JSON is three bytes of UTF-8 at most. */
const charactersMax = 300_000;

/**
 * As many rows as one frame holds, lane by lane, each lane from its front; at least one. `lanes`: what each may send, in
 * its order.
 */
export function fillFrame(lanes: Map<string, OutboxRow[]>, rowsMax: number): Map<string, OutboxRow[]> {
	const frame = new Map<string, OutboxRow[]>();
	let count = 0;
	let characters = 0;
	for (const [lane, rows] of lanes) {
		for (const row of rows) {
			characters += JSON.stringify(row.payload).length;
			if (count === rowsMax || (count > 0 && characters > charactersMax)) return frame;
			frame.set(lane, [...(frame.get(lane) ?? []), row]);
			count++;
		}
	}
	return frame;
}
