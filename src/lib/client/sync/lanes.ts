import type { OutboxRow } from '../mirror/rows.ts';

/** What may not overtake each other: all of one chat, but its reading, which nothing waits for. */
export function laneOf(row: OutboxRow): string {
	return row.event === 'message.read' ? row.key : row.chatId;
}

/**
 * The next row of each lane that has one to send. A draft on hold is passed over: a message that was made from it has
 * taken it out of the way. `rows` in their order.
 */
export function nextOfLanes(rows: OutboxRow[], now: number): Map<string, OutboxRow> {
	const next = new Map<string, OutboxRow>();
	for (const row of rows) {
		const ready = row.state !== 'refused' && row.holdUntil <= now;
		if (ready && !next.has(laneOf(row))) next.set(laneOf(row), row);
	}
	return next;
}

/** When the next row on hold becomes ready, or `null`. */
export function nextRelease(rows: OutboxRow[], now: number): number | null {
	const times = rows
		.filter((row) => row.state !== 'refused' && row.holdUntil > now)
		.map((row) => row.holdUntil);
	const first = Math.min(...times);
	return first < Number.MAX_SAFE_INTEGER ? first : null;
}
