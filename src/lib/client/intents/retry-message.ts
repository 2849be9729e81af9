import { commit } from '../mirror/commit.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** Sends a failed message again, under the same id. Does nothing if it is not waiting for that. */
export async function retryMessage(mirror: Mirror, messageId: string): Promise<void> {
	await commit(mirror, async () => {
		const message = await mirror.messages.get(messageId);
		const row = await findOutboxRow(mirror, `send:${messageId}`);
		if (!message || !row || message.state !== 'failed') return;
		const { error: _, ...queued } = message;
		const { error: __, ...waiting } = row;
		await mirror.messages.put({ ...queued, state: 'queued' });
		await mirror.outbox.put({ ...waiting, state: 'waiting', holdUntil: 0 });
	});
}
