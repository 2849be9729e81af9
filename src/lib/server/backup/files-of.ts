import { existsSync } from 'node:fs';
import { companions } from '../store/dialects/settle-file.ts';

/** Which files a database has, by what comes after its name. */
export function filesOf(database: string): string[] {
	return ['', ...companions].filter((suffix) => existsSync(`${database}${suffix}`));
}

/** The same without the database itself: what SQLite keeps beside it. */
export function besides(database: string): string[] {
	return filesOf(database).filter((suffix) => suffix !== '');
}
