/** The year 9999: as long as it takes. */
export const forEver = 253_402_300_799_000;

const hourMs = 60 * 60 * 1000;

/** A choice of how long a chat keeps still, and until when that is from `now` on; in milliseconds. */
export type MuteChoice = { name: string; until: (now: number) => number };

export const muteChoices: MuteChoice[] = [
	{ name: 'For 1 hour', until: (now) => now + hourMs },
	{ name: 'For 8 hours', until: (now) => now + 8 * hourMs },
	{ name: 'Until tomorrow', until: tomorrow },
	{ name: 'For ever', until: () => forEver }
];

/** The next morning at eight, by the clock of the place. */
function tomorrow(now: number): number {
	const day = new Date(now);
	day.setDate(day.getDate() + 1);
	day.setHours(8, 0, 0, 0);
	return day.getTime();
}

/** Whether a chat keeps still at `now`. */
export function isMuted(chat: { mutedUntil: number | null }, now: number): boolean {
	return chat.mutedUntil !== null && chat.mutedUntil > now;
}

const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' });

/** What stands there while a chat is muted. */
export function mutedWords(until: number): string {
	return until >= forEver ? 'Muted' : `Muted until ${day.format(until)}`;
}
