import { DatabaseSync } from 'node:sqlite';

/**
 * Writes the database into `target`, an empty file, as one reading transaction sees it: what was committed before this was
 * called is there, and half a command never. Writers go on meanwhile, whoever they are. What was deleted is not taken along.
 */
export function writeSnapshot(file: string, target: string): void {
	const source = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
	try {
		source.prepare('VACUUM INTO ?').run(target);
	} finally {
		source.close();
	}
}
