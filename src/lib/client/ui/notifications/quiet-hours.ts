import type { NotificationSettings } from '../../../protocol/entities.ts';

export type QuietHours = NonNullable<NotificationSettings['quietHours']>;

/** Whether it is quiet at `now`, by the clock of this device. Hours that end where they begin are a whole day. */
export function inQuietHours({ from, until }: QuietHours, now: Date): boolean {
	const minute = now.getHours() * 60 + now.getMinutes();
	return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

/** Minutes after midnight as a field for times has them: `22:00`. */
export function toTime(minutes: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The minutes after midnight of such a time; null while it is not whole. */
export function toMinutes(time: string): number | null {
	const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
	return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}
