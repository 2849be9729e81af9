import { commit } from '../mirror/commit.ts';
import { countOn } from '../mirror/count-history.ts';
import { readBudget } from '../mirror/history-budget.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { HistoryRow } from '../mirror/rows.ts';
import { newestPage, trimHistory } from '../mirror/trim-history.ts';

/** So much less than the budget is left, that not each message which comes begins it anew. */
const leftOfBudget = 0.9;

/**
 * Takes history off this device until what is left is within the budget: of the chats that were opened least recently
 * first, down to what each shows when it is opened; where that is not enough, all of it. `quiet` resolves when a
 * transaction is in nobody's way; it is awaited before each.
 */
export async function keepBudget(
	mirror: Mirror,
	quiet: () => Promise<void>,
	signal: AbortSignal
): Promise<boolean> {
	await countAll(mirror, quiet, signal);
	// What is just being fetched counts too.
	await quiet();
	const rows = (await mirror.histories.toArray()).sort(byOpening);
	const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
	const budget = await readBudget(mirror);
	if (bytes <= budget) return true;
	let excess = bytes - budget * leftOfBudget;
	for (const { chatId, kept } of plan(rows)) {
		while (excess > 0) {
			await quiet();
			if (signal.aborted) return true;
			const freed = await trimHistory(mirror, chatId, kept);
			if (freed === 0) break;
			excess -= freed;
		}
	}
	return true;
}

async function countAll(mirror: Mirror, quiet: () => Promise<void>, signal: AbortSignal): Promise<void> {
	const open = await mirror.histories.filter((row) => row.countedFrom !== undefined).primaryKeys();
	for (const chatId of open) {
		for (let counted = false; !counted && !signal.aborted;) {
			await quiet();
			counted = await commit(mirror, () => countOn(mirror, chatId));
		}
	}
}

/** Of two that were never opened the one that was made earlier comes first, as their ids say. */
function byOpening(one: HistoryRow, other: HistoryRow): number {
	return one.opened - other.opened || (one.chatId < other.chatId ? -1 : 1);
}

function plan(rows: HistoryRow[]): { chatId: string; kept: number }[] {
	return [newestPage, 0].flatMap((kept) =>
		rows.filter((row) => row.count > kept).map(({ chatId }) => ({ chatId, kept }))
	);
}
