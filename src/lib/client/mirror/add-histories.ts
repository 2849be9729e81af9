import type { Transaction } from 'dexie';
import type { ChatRow, HistoryRow } from './rows.ts';

/** The `countedFrom` of a chat of which nothing is counted yet. */
export const nothingCounted = Number.MAX_SAFE_INTEGER;

/** Gives a mirror of an earlier form a row for each chat that has messages here. They are counted later: no start waits for it. */
export async function addHistories(upgrade: Transaction): Promise<void> {
	const chatIds = await upgrade
		.table<ChatRow, string>('chats')
		.filter((chat) => chat.hasContent === true)
		.primaryKeys();
	const nothing = { count: 0, bytes: 0, countedFrom: nothingCounted, opened: 0 };
	await upgrade.table<HistoryRow>('histories').bulkAdd(chatIds.map((chatId) => ({ chatId, ...nothing })));
}
