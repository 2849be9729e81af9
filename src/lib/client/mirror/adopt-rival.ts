import { keepInHistory } from './draft-history.ts';
import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';

/**
 * Makes the other device's text, which the server holds, the draft here; the own one goes into the history. Answers
 * false if there is none that waits. Call it inside `commit`.
 */
export async function adoptRival(mirror: Mirror, chatId: string): Promise<boolean> {
	const row = await mirror.drafts.get(chatId);
	if (!row?.rival || row.rival.version <= row.version) return false;
	const { rival, error: _, ...rest } = row;
	const { content, replyTo, deviceId } = row;
	await keepInHistory(mirror, { chatId, content, replyTo, deviceId, reason: 'stale' });
	await mirror.outbox.where('key').equals(`draft:${chatId}`).delete();
	await mirror.drafts.put({
		...rest,
		...rival,
		deleted: rival.content === null,
		unsynced: false,
		sentMutationIds: [],
		rev: await nextRev(mirror)
	});
	return true;
}
