import type { Data } from '../../protocol/contract.ts';
import type { Reply } from '../../protocol/envelope.ts';
import { commit } from './commit.ts';
import type { Mirror } from './mirror.ts';
import type { OutboxRow } from './rows.ts';
import { settleCreate } from './settle-create.ts';
import { settleDraft } from './settle-draft.ts';
import { settleMessage } from './settle-message.ts';
import { settleRead } from './settle-read.ts';

/**
 * Writes the answer to an outbox row and takes the row out, in one transaction: a crash leaves either both or neither.
 * `sent` is the row as it was sent; by now it may hold something newer.
 */
export function settle(mirror: Mirror, sent: OutboxRow, reply: Reply): Promise<void> {
	return commit(mirror, () => {
		if (sent.event === 'chat.create') return settleCreate(mirror, sent, reply as Reply<Data<'chat.create'>>);
		if (sent.event === 'message.send')
			return settleMessage(mirror, sent, reply as Reply<Data<'message.send'>>);
		if (sent.event === 'message.read') return settleRead(mirror, sent, reply as Reply<Data<'message.read'>>);
		return settleDraft(mirror, sent, reply as Reply<Data<'draft.update'>>);
	});
}
