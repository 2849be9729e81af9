import { commit } from '../mirror/commit.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { OutboxRow } from '../mirror/rows.ts';

/** Sends a failed message again, under the same id. Does nothing if it is not waiting for that. */
export async function retryMessage(mirror: Mirror, messageId: string): Promise<void> {
	await commit(mirror, async () => {
		const message = await mirror.messages.get(messageId);
		const row = await findOutboxRow(mirror, `send:${messageId}`);
		if (!message || !row || message.state !== 'failed') return;
		const { error: _, ...queued } = message;
		await mirror.messages.put({ ...queued, state: 'queued' });
		// Perhaps it was the chat that could not be made.
		const create = await findOutboxRow(mirror, `create:${message.chatId}`);
		if (create) await sendAgain(mirror, create);
		await sendAgain(mirror, row);
	});
}

async function sendAgain(mirror: Mirror, { error: _, ...row }: OutboxRow) {
	await mirror.outbox.put({ ...row, state: 'waiting', holdUntil: 0 });
}
