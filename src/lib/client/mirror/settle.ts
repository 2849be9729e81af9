import type { Data } from '../../protocol/contract.ts';
import type { Reply } from '../../protocol/envelope.ts';
import { commit } from './commit.ts';
import type { Mirror } from './mirror.ts';
import type { OutboxRow } from './rows.ts';
import { settleCreate } from './settle-create.ts';
import { settleDeletion } from './settle-deletion.ts';
import { settleDraft } from './settle-draft.ts';
import { settleEdit } from './settle-edit.ts';
import { settleGoing } from './settle-going.ts';
import { settleMessage } from './settle-message.ts';
import { settleRead } from './settle-read.ts';
import { settleSettings } from './settle-settings.ts';
import { settleTitle } from './settle-title.ts';
import { settleToggle } from './settle-toggle.ts';

/**
 * Writes the answer to an outbox row and takes the row out, in one transaction: a crash leaves either both or neither.
 * `sent` is the row as it was sent; by now it may hold something newer.
 */
export function settle(mirror: Mirror, sent: OutboxRow, reply: Reply): Promise<void> {
	return commit(mirror, () => {
		switch (sent.event) {
			case 'chat.create':
				return settleCreate(mirror, sent, reply as Reply<Data<'chat.create'>>);
			case 'chat.title.update':
				return settleTitle(mirror, sent, reply as Reply<Data<'chat.title.update'>>);
			case 'chat.settings.update':
				return settleSettings(mirror, sent, reply as Reply<Data<'chat.settings.update'>>);
			case 'chat.leave':
			case 'chat.delete':
				return settleGoing(mirror, sent, reply as Reply<Data<'chat.leave'>>);
			case 'message.send':
				return settleMessage(mirror, sent, reply as Reply<Data<'message.send'>>);
			case 'message.edit':
				return settleEdit(mirror, sent, reply as Reply<Data<'message.edit'>>);
			case 'message.delete':
				return settleDeletion(mirror, sent, reply as Reply<Data<'message.delete'>>);
			case 'message.react':
			case 'message.pin':
				return settleToggle(mirror, sent, reply as Reply<Data<'message.react'>>);
			case 'message.read':
				return settleRead(mirror, sent, reply as Reply<Data<'message.read'>>);
			case 'draft.update':
			case 'draft.delete':
				return settleDraft(mirror, sent, reply as Reply<Data<'draft.update'>>);
		}
	});
}
