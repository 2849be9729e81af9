import type { Message } from '../../protocol/entities.ts';
import type { MessageRow } from './rows.ts';

/** The row after the server told `message`: a deletion is final, and of two edits the later one holds. */
export function foldMessage(row: MessageRow | undefined, message: Message): MessageRow {
	if (row?.state === 'sent' && isNewer(row, message)) return row;
	return { ...message, place: message.seq, state: 'sent' };
}

/** `version` counts the changes; a message of a server that does not count them is told by its times. */
function isNewer(one: Message | MessageRow, other: Message): boolean {
	if (one.version !== other.version) return one.version > other.version;
	if ((one.deletedAt === null) !== (other.deletedAt === null)) return one.deletedAt !== null;
	return (one.editedAt ?? 0) > (other.editedAt ?? 0);
}
