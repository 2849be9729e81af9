import { newId } from '../../protocol/ids.ts';
import { commit } from '../mirror/commit.ts';
import { nextRev } from '../mirror/facts.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import { rankOf } from '../mirror/fold-chat.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { ChatSettings } from '../mirror/rows.ts';

/**
 * Pins, archives or mutes a chat for this person, at once on this device. What is not named stays; of several changes that
 * wait, one request is made.
 */
export async function setChatSettings(mirror: Mirror, chatId: string, settings: ChatSettings): Promise<void> {
	await commit(mirror, async () => {
		const chat = await mirror.chats.get(chatId);
		if (!chat) return;
		const wantedSettings = { ...chat.wantedSettings, ...settings };
		const shown = { ...chat, ...settings, wantedSettings };
		await mirror.chats.put({ ...shown, rank: rankOf(shown), rev: await nextRev(mirror) });
		const pending = await findOutboxRow(mirror, `settings:${chatId}`);
		const row = {
			key: `settings:${chatId}`,
			chatId,
			at: Date.now(),
			holdUntil: 0,
			state: 'waiting',
			event: 'chat.settings.update',
			payload: { chatId, ...wantedSettings },
			changeId: newId()
		} as const;
		if (pending) await mirror.outbox.put({ n: pending.n, ...row });
		else await mirror.outbox.add(row);
	});
}
