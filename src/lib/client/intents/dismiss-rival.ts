import { commit } from '../mirror/commit.ts';
import { keepInHistory } from '../mirror/draft-history.ts';
import { nextRev } from '../mirror/facts.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** Keeps this device's text against the other device's, which goes into the history; sync then sends this one. */
export async function dismissRival(mirror: Mirror, chatId: string): Promise<void> {
	await commit(mirror, async () => {
		const row = await mirror.drafts.get(chatId);
		if (!row?.rival) return;
		const { rival, ...rest } = row;
		const { content, replyTo, deviceId } = rival;
		await keepInHistory(mirror, { chatId, content, replyTo, deviceId, reason: 'theirs' });
		const version = Math.max(row.version, rival.version);
		await mirror.drafts.put({ ...rest, version, rev: await nextRev(mirror) });
		const pending = await findOutboxRow(mirror, `draft:${chatId}`);
		if (pending) await mirror.outbox.update(pending.n, { holdUntil: 0, state: 'waiting' });
	});
}
