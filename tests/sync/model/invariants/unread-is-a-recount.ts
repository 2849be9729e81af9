import type { Invariant } from '../outcome.ts';

/** What is unread are the messages of others above the place up to which the person has read. */
export const unreadIsARecount: Invariant = ({ views }) =>
	views.flatMap(({ person, chats, messages }) =>
		chats.flatMap((chat) => {
			const others = messages.filter(
				(message) => message.chatId === chat.id && message.senderId !== person.user.id
			);
			const count = others.filter(
				(message) => message.seq > chat.readSeq && message.deletedAt === null
			).length;
			return count === chat.unread ? [] : [`${chat.id} has ${count} unread messages and says ${chat.unread}`];
		})
	);
