import { historyBytes } from './history-bytes.ts';
import type { Mirror } from './mirror.ts';
import type { HistoryRow, MessageRow } from './rows.ts';

/** A chat of which nothing is stored, and which was never opened here. */
export function noHistory(chatId: string): HistoryRow {
	return { chatId, count: 0, bytes: 0, opened: 0 };
}

/** Keeps count of what is stored of each chat: `gone` are its messages as they were, `come` as they are. Call it inside `commit`. */
export async function noteHistory(mirror: Mirror, gone: MessageRow[], come: MessageRow[]): Promise<void> {
	const [less, more] = [gone, come].map((rows) => Map.groupBy(rows, (row) => row.chatId));
	const chatIds = [...new Set([...gone, ...come].map((row) => row.chatId))];
	if (chatIds.length === 0) return;
	const known = await mirror.histories.bulkGet(chatIds);
	const rows = chatIds.map((chatId, index) => {
		const row = known[index] ?? noHistory(chatId);
		return withMore(withMore(row, more?.get(chatId) ?? [], 1), less?.get(chatId) ?? [], -1);
	});
	await mirror.histories.bulkPut(rows);
}

function withMore(row: HistoryRow, messages: MessageRow[], sign: 1 | -1): HistoryRow {
	const counted = messages.filter(({ seq }) => seq !== null && seq >= (row.countedFrom ?? 0));
	const bytes = row.bytes + sign * bytesOf(counted);
	return { ...row, count: row.count + sign * counted.length, bytes };
}

/** About how many bytes of the disk these messages take. */
export function bytesOf(messages: MessageRow[]): number {
	return messages.reduce((sum, message) => sum + historyBytes(message), 0);
}
