import type { Message } from '../../protocol/entities.ts';
import type { Reply } from '../../protocol/envelope.ts';
import { apply } from './apply.ts';
import type { Mirror } from './mirror.ts';
import type { OutboxRow } from './rows.ts';

/** A reaction or a pin is set or taken off; one that is refused is as if it had not been tried: no words are in it. */
export async function settleToggle(mirror: Mirror, sent: OutboxRow, reply: Reply<Message>) {
	const row = await mirror.outbox.get(sent.n);
	if (row && isOn(row) === isOn(sent)) await mirror.outbox.delete(sent.n);
	if (reply.ok) await apply(mirror, { messages: [reply.data] });
}

function isOn(row: OutboxRow): boolean | undefined {
	return 'on' in row.payload ? row.payload.on : undefined;
}
