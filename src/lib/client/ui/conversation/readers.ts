import type { Chat } from '../../../protocol/entities.ts';

/** How many of the others have read a message. `known`: the device knows all of them, so the count is right. */
export type Readers = { kind: Chat['kind']; read: number; of: number; known: boolean };

type Read = Pick<Chat, 'kind' | 'members' | 'memberCount'>;

/** How many others have read up to `seq`; a message that is not stored yet has no reader. */
export function countReaders(chat: Read | undefined, me: string, seq: number | null): Readers {
	if (!chat) return { kind: 'self', read: 0, of: 0, known: false };
	const others = chat.members.filter((member) => member.userId !== me);
	const read = seq === null ? 0 : others.filter((member) => member.readSeq >= seq).length;
	const of = Math.max(others.length, chat.memberCount - 1);
	return { kind: chat.kind, read, of, known: others.length >= chat.memberCount - 1 };
}

/** Whether everybody has read it. */
export function isReadByAll({ read, of, known }: Readers): boolean {
	return known && of > 0 && read >= of;
}

/** What the ticks say to whoever does not see them. */
export function readersInWords(readers: Readers): string {
	const { kind, read, of, known } = readers;
	if (read === 0) return 'Sent';
	if (kind !== 'group') return 'Read';
	if (isReadByAll(readers)) return 'Read by all';
	return known ? `Read by ${read} of ${of}` : 'Read by some';
}
