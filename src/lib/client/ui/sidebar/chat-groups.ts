import { daysBefore } from '../calendar.ts';

type Listed = { id: string; pinned: boolean; activeAt: number };

/** A line of the sidebar: a heading, or a chat. */
export type Line<Chat> =
	{ kind: 'heading'; key: string; text: string } | { kind: 'chat'; key: string; chat: Chat };

/** Puts a heading above each run of chats: Pinned, Today, Yesterday, Last 7 days, then a month each. Order is kept. */
export function chatLines<Chat extends Listed>(chats: readonly Chat[], now: number): Line<Chat>[] {
	const lines: Line<Chat>[] = [];
	let current = '';
	for (const chat of chats) {
		const text = groupName(chat, now);
		if (text !== current) lines.push({ kind: 'heading', key: `heading:${text}:${chat.id}`, text });
		current = text;
		lines.push({ kind: 'chat', key: chat.id, chat });
	}
	return lines;
}

const month = new Intl.DateTimeFormat(undefined, { month: 'long' });
const monthOfYear = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' });

function groupName(chat: Listed, now: number): string {
	if (chat.pinned) return 'Pinned';
	const days = daysBefore(now, chat.activeAt);
	if (days <= 0) return 'Today';
	if (days === 1) return 'Yesterday';
	if (days <= 7) return 'Last 7 days';
	const sameYear = new Date(now).getFullYear() === new Date(chat.activeAt).getFullYear();
	return (sameYear ? month : monthOfYear).format(chat.activeAt);
}
