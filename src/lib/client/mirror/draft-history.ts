import { goesOnFrom } from '../../protocol/document/goes-on-from.ts';
import { isBlank } from '../../protocol/document/plain-text.ts';
import type { Mirror } from './mirror.ts';
import type { DraftHistoryRow } from './rows.ts';

const entriesMax = 50;
const keptMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Keeps a text that stops being the draft, 50 a chat and 30 days long. Blank ones are not kept, nor the same twice running.
 * It takes the place of those that it goes on from: two tabs that are typed in write each other over at every save.
 */
export async function keepInHistory(
	mirror: Mirror,
	entry: Omit<DraftHistoryRow, 'id' | 'content' | 'savedAt'> & { content: DraftHistoryRow['content'] | null }
) {
	const { content } = entry;
	if (content === null || isBlank(content)) return;
	const earlier = await mirror.draftHistory.where('chatId').equals(entry.chatId).sortBy('id');
	const last = earlier.at(-1);
	if (last && JSON.stringify(last.content) === JSON.stringify(content)) return;
	await mirror.draftHistory.add({ ...entry, content, savedAt: Date.now() });
	const beginnings = earlier.filter(
		(row) => row.deviceId === entry.deviceId && goesOnFrom(content, row.content)
	);
	await mirror.draftHistory.bulkDelete(beginnings.flatMap((row) => row.id ?? []));
	await mirror.draftHistory.bulkDelete(tooOld(earlier.filter((row) => !beginnings.includes(row))));
}

function tooOld(entries: DraftHistoryRow[]): number[] {
	const oldest = Date.now() - keptMs;
	const surplus = entries.length + 1 - entriesMax;
	return entries.flatMap((entry, index) =>
		entry.id !== undefined && (index < surplus || entry.savedAt < oldest) ? [entry.id] : []
	);
}
