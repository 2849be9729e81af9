import type { NotificationSettings } from '../../../protocol/entities.ts';
import type { App } from '../../state/app-context.ts';
import type { News } from '../../state/newsroom.ts';
import { readQuiet, readUnseen, type Unseen } from '../../state/unseen.ts';
import { preferences } from '../../state/preferences.svelte.ts';
import { chatTitle } from '../chat-title.ts';
import { permission, post } from './device.ts';
import { notificationWords } from './notification-words.ts';
import { shouldNotify } from './should-notify.ts';

const inUseMs = 60_000;

/** Tells of what came, where this device is to tell it: what has been read meanwhile is no news. */
export async function notify(app: App, news: News[]): Promise<void> {
	if (permission() !== 'granted' || !preferences.notifies) return;
	const { mirror, moment, account, people } = app;
	const { settings, undisturbed } = await readQuiet(mirror);
	const me = account.user.id;
	const told: Unseen[] = [];
	for (const one of merge(news)) {
		const unseen = await readUnseen(mirror, one);
		if (!unseen) continue;
		const circumstances = {
			chat: unseen.chat,
			mentioned: unseen.mentioned,
			settings,
			undisturbed,
			elsewhere: moment.elsewhere,
			inUse: moment.idleMs < inUseMs,
			now: new Date()
		};
		if (shouldNotify(circumstances)) told.push(asTold(unseen, settings, me));
	}
	const person = (id: string) => people.name(id);
	const names = { me, person, chat: ({ chat }: Unseen) => chatTitle(chat, me, person) };
	await post(notificationWords(told, names, preferences.notificationsShowText));
}

/** Where one wants to hear of mentions alone, the other messages are not counted. */
function asTold(unseen: Unseen, settings: NotificationSettings, me: string): Unseen {
	const { chat, messages } = unseen;
	if (chat.kind === 'direct' || (chat.notify ?? settings.level) !== 'mentions') return unseen;
	const mentions = messages.filter((message) => message.mentions.includes(me));
	return mentions.length > 0 ? { ...unseen, messages: mentions, count: mentions.length } : unseen;
}

/** One for each chat, from where the first began. */
function merge(news: News[]): News[] {
	const from = new Map<string, number>();
	for (const { chatId, afterSeq } of news) from.set(chatId, Math.min(afterSeq, from.get(chatId) ?? Infinity));
	return [...from].map(([chatId, afterSeq]) => ({ chatId, afterSeq }));
}
