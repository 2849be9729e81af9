import { heldForGood, isHeld } from '../mirror/is-held.ts';
import type { OutboxRow } from '../mirror/rows.ts';

/** What may not overtake each other: all of one chat, but its reading, which nothing waits for. */
export function laneOf(row: OutboxRow): string {
	return row.event === 'message.read' ? row.key : row.chatId;
}

/**
 * What each lane may send next, in its order. A draft on hold is passed over: a message that was made from it has taken
 * it out of the way. A message on hold is not, for nothing may overtake it. `rows` in their order.
 */
export function nextOfLanes(rows: OutboxRow[], now: number): Map<string, OutboxRow[]> {
	const next = new Map<string, OutboxRow[]>();
	const closed = new Set<string>();
	for (const row of rows) {
		const lane = laneOf(row);
		if (row.state === 'refused' || closed.has(lane)) continue;
		if (isHeld(row, now)) {
			if (row.event === 'message.send') closed.add(lane);
			continue;
		}
		next.set(lane, [...(next.get(lane) ?? []), row]);
		if (decides(row)) closed.add(lane);
	}
	return next;
}

/** What follows needs the answer: the id of the chat, or the version to go on from. */
function decides(row: OutboxRow): boolean {
	return !row.event.startsWith('message.');
}

/** When the next row on hold becomes ready, or `null`. */
export function nextRelease(rows: OutboxRow[], now: number): number | null {
	const times = rows.filter((row) => row.state !== 'refused' && isHeld(row, now)).map((row) => row.holdUntil);
	const first = Math.min(...times);
	return first < heldForGood ? first : null;
}
