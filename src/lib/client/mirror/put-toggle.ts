import { findOutboxRow } from './find-outbox-row.ts';
import type { Mirror } from './mirror.ts';
import type { NewOutboxRow } from './rows.ts';

type Toggle = Extract<NewOutboxRow, { event: 'message.react' | 'message.pin' }>;

/**
 * Queues what is switched on or off; what was switched and has not left is simply taken back. Once one has left, nobody knows
 * what the server has until it answers, so that the last word goes out whatever it is. Call it inside `commit`.
 */
export async function putToggle(
	mirror: Mirror,
	toggle: Pick<Toggle, 'key' | 'chatId'> & Pick<Toggle, 'event' | 'payload'>
): Promise<void> {
	const pending = (await findOutboxRow(mirror, toggle.key)) as (Toggle & { n: number }) | undefined;
	if (pending?.state === 'waiting' && !pending.afterSent) return mirror.outbox.delete(pending.n);
	const row = { ...toggle, at: Date.now(), holdUntil: 0, state: 'waiting' } as Toggle;
	if (pending) await mirror.outbox.put({ ...row, afterSent: true, n: pending.n });
	else await mirror.outbox.add(row);
}
