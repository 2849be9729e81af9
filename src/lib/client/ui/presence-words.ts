import type { Presence } from '../../protocol/entities.ts';
import { dateOf, daysBefore, timeOfDay } from './calendar.ts';

const statusWords = { active: 'online', away: 'away', dnd: 'do not disturb', offline: '' };
const namesMax = 3;
const minuteMs = 60_000;

/** "online"; nothing of who is not there. */
export function statusWord(presence: Presence | undefined): string {
	return presence ? statusWords[presence.status] : '';
}

/** "online" or "last seen 5 minutes ago"; nothing where neither is known. `now` by the server's clock, as the presence is. */
export function presenceWords(presence: Presence | undefined, now: number): string {
	if (presence?.status === 'offline' && presence.lastSeenAt !== null)
		return `last seen ${timeAgo(now, presence.lastSeenAt)}`;
	return statusWord(presence);
}

function timeAgo(now: number, time: number): string {
	const minutes = Math.floor((now - time) / minuteMs);
	const hours = Math.floor(minutes / 60);
	if (minutes < 1) return 'just now';
	if (hours < 1) return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
	const days = daysBefore(now, time);
	if (days === 0) return hours === 1 ? '1 hour ago' : `${hours} hours ago`;
	return days === 1 ? `yesterday at ${timeOfDay(time)}` : `on ${dateOf(now, time)}`;
}

/** "Ana and Ben are typing…"; nothing when nobody does. */
export function typingWords(names: string[]): string {
	if (names.length === 0) return '';
	if (names.length > namesMax) return 'Several people are typing…';
	if (names.length === 1) return `${names[0]} is typing…`;
	return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are typing…`;
}
