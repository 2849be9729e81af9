import { newId } from '../../protocol/ids.ts';
import { isReadable } from '../../protocol/readable.ts';
import { commit } from '../mirror/commit.ts';
import { nextRev } from '../mirror/facts.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { ChatRow, OutboxRow } from '../mirror/rows.ts';

/**
 * Gives a group another title, on the screen at once. Does nothing if it has that title, or if there is nothing to read
 * in the wanted one.
 */
export async function renameChat(mirror: Mirror, chatId: string, wanted: string): Promise<void> {
	const title = wanted.trim();
	await commit(mirror, async () => {
		const chat = await mirror.chats.get(chatId);
		if (!chat || !isReadable(title) || title === (chat.wantedTitle ?? chat.title)) return;
		const create = await findOutboxRow(mirror, `create:${chatId}`);
		if (create?.event === 'chat.create' && create.state !== 'sent') {
			await mirror.outbox.put({ ...create, payload: { ...create.payload, title } });
			await mirror.chats.put({ ...chat, title, rev: await nextRev(mirror) });
			return;
		}
		await queueTitle(mirror, chat, title, create !== undefined);
		await mirror.chats.put({ ...chat, wantedTitle: title, rev: await nextRev(mirror) });
	});
}

/** `follows`: an earlier own change is on its way, and its answer tells the version to go on from. */
async function queueTitle(mirror: Mirror, chat: ChatRow, title: string, follows: boolean) {
	const pending = await findOutboxRow(mirror, `title:${chat.id}`);
	const onItsWay = pending?.state === 'sent';
	if (pending && onItsWay) await stepAside(mirror, pending);
	const row = {
		key: `title:${chat.id}`,
		chatId: chat.id,
		at: Date.now(),
		holdUntil: 0,
		state: 'waiting',
		event: 'chat.title.update',
		payload: { chatId: chat.id, title, mutationId: newId() },
		...baseOf(pending, chat, follows || onItsWay)
	} as const;
	if (pending && !onItsWay) await mirror.outbox.put({ n: pending.n, ...row });
	else await mirror.outbox.add(row);
}

async function stepAside(mirror: Mirror, row: OutboxRow) {
	if (row.event !== 'chat.title.update') return;
	await mirror.outbox.put({ ...row, key: `sent-title:${row.payload.mutationId}` });
}

/** One that waits is replaced upon its own base; who was refused has seen the title that holds. */
function baseOf(pending: OutboxRow | undefined, chat: ChatRow, follows: boolean): { baseVersion?: number } {
	if (pending?.event === 'chat.title.update' && pending.state === 'waiting') {
		return pending.baseVersion === undefined ? {} : { baseVersion: pending.baseVersion };
	}
	return follows ? {} : { baseVersion: chat.titleVersion };
}
