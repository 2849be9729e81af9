import { basename } from 'node:path';

const ending = /^\.before-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/;

/** Under which name a restore keeps the database that was there at this time, in ms. */
export function asideName(database: string, at: number): string {
	return `${database}.before-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}`;
}

/** When the file of this name was set aside, in ms; null: it bears no such name. It may lie in another folder by now. */
export function asideSince(file: string, database: string): number | null {
	const [name, own] = [basename(file), basename(database)];
	const [found, date, hour, minute, second, ms] = ending.exec(name.slice(own.length)) ?? [];
	if (!found || !name.startsWith(own)) return null;
	return Date.parse(`${date}T${hour}:${minute}:${second}.${ms}Z`);
}
