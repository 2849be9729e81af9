import { keepInHistory } from './draft-history.ts';
import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';
import type { DraftRow, HistoryReason, Rival } from './rows.ts';

/**
 * Makes the other device's text, which the server holds, the draft here; the own one goes into the history. Answers
 * false if there is none that waits. Call it inside `commit`.
 */
export async function adoptRival(mirror: Mirror, chatId: string): Promise<boolean> {
	const row = await mirror.drafts.get(chatId);
	if (!row?.rival || row.rival.version <= row.version) return false;
	await takeFromServer(mirror, row, row.rival, 'stale');
	return true;
}

/** Makes a text that the server holds the draft; nothing is sent, so what becomes of it over there holds here. Call it inside `commit`. */
export async function takeFromServer(mirror: Mirror, row: DraftRow, held: Rival, reason: HistoryReason) {
	const { rival: _, error: __, ...rest } = row;
	const { chatId, content, replyTo, deviceId } = row;
	await keepInHistory(mirror, { chatId, content, replyTo, deviceId, reason });
	await mirror.outbox.where('key').equals(`draft:${chatId}`).delete();
	await mirror.drafts.put({
		...rest,
		...held,
		deleted: held.content === null,
		unsynced: false,
		sentMutationIds: [],
		rev: await nextRev(mirror)
	});
}
