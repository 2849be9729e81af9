import type { Chat } from '../../../protocol/entities.ts';

type Target = Pick<Chat, 'activeAt' | 'archived' | 'myRole'> & { writers?: Chat['writers'] };

const shownMax = 50;

/**
 * The chats that something can be forwarded to, those with the latest activity first: one must be allowed to write in
 * them, and one that was put aside is only found by its title.
 */
export function forwardTargets<Chat extends Target>(
	chats: readonly Chat[],
	query: string,
	titleOf: (chat: Chat) => string
): Chat[] {
	const wanted = query.trim().toLocaleLowerCase();
	const fits = (chat: Chat) =>
		wanted === '' ? !chat.archived : titleOf(chat).toLocaleLowerCase().includes(wanted);
	return chats
		.filter((chat) => chat.writers !== 'admins' || chat.myRole !== 'member')
		.filter(fits)
		.sort((one, other) => other.activeAt - one.activeAt)
		.slice(0, shownMax);
}
