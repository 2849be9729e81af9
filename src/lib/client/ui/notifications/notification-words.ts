import { firstWords } from '../sidebar/preview.ts';
import type { Unseen } from '../../state/unseen.ts';

/** What the service worker shows: `src/service-worker.ts` takes it apart. `chatId` null is about several chats. */
export type Telling = { chatId: string | null; title: string; body: string; path: string };

export type Names = { me: string; person: (userId: string) => string; chat: (unseen: Unseen) => string };

/** More chats than this at once are told in one notification. */
const chatsMax = 3;

/** The words of the notifications, one for each chat. `texts`: whether what was written may be seen on a locked screen. */
export function notificationWords(all: Unseen[], names: Names, texts: boolean): Telling[] {
	if (all.length > chatsMax) return [summary(all, names)];
	return all.map((unseen) => words(unseen, names, texts));
}

function words(unseen: Unseen, { me, person, chat }: Names, texts: boolean): Telling {
	const { messages, count } = unseen;
	const last = messages.findLast((message) => message.mentions.includes(me)) ?? messages.at(-1);
	const sender = last ? person(last.senderId) : '';
	const mentions = last?.mentions.includes(me);
	const place = unseen.chat.kind === 'group' ? ` in ${chat(unseen)}` : '';
	const more = count > 1 ? ` (${count})` : '';
	return {
		chatId: unseen.chat.id,
		title: `${sender}${mentions ? ' mentioned you' : ''}${place}${more}`,
		body: texts && last?.content ? firstWords(last.content) : 'New message',
		path: last?.seq ? `/chats/${unseen.chat.id}?message=${last.seq}` : `/chats/${unseen.chat.id}`
	};
}

function summary(all: Unseen[], { chat }: Names): Telling {
	const count = all.reduce((sum, one) => sum + one.count, 0);
	const titles = all.slice(0, chatsMax).map(chat).join(', ');
	return {
		chatId: null,
		title: `${count} new messages`,
		body: `In ${titles} and ${all.length - chatsMax} more`,
		path: '/'
	};
}
