/** The first millisecond of the day that a time falls into, by this device's time zone. */
export function startOfDay(time: number): number {
	const date = new Date(time);
	return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** How many midnights lie between two times; 0 = the same day, negative = `time` is later than `now`. */
export function daysBefore(now: number, time: number): number {
	// Days of 23 and 25 hours exist, hence the rounding.
	return Math.round((startOfDay(now) - startOfDay(time)) / 86_400_000);
}

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const shortDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const yearDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const longDate = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const longYearDate = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

/** "9:41". */
export function timeOfDay(time: number): string {
	return clock.format(time);
}

/** Day and time in full, for whoever points at a short one. */
export function exactTime(time: number): string {
	return exact.format(time);
}

/** As short as a sidebar wants it: the time today, the weekday within a week, else the date. */
export function shortTime(now: number, time: number): string {
	const days = daysBefore(now, time);
	if (days <= 0) return clock.format(time);
	if (days < 7) return weekday.format(time);
	return dateOf(now, time);
}

/** A day without its time: "12 Nov", of another year with that. */
export function dateOf(now: number, time: number): string {
	return sameYear(now, time) ? shortDate.format(time) : yearDate.format(time);
}

/** What a day line in a conversation says. */
export function dayName(now: number, time: number): string {
	const days = daysBefore(now, time);
	if (days === 0) return 'Today';
	if (days === 1) return 'Yesterday';
	return sameYear(now, time) ? longDate.format(time) : longYearDate.format(time);
}

function sameYear(a: number, b: number): boolean {
	return new Date(a).getFullYear() === new Date(b).getFullYear();
}
