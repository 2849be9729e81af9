import { unwatched } from '../observe/store-watch.ts';
import { keepStatements } from './dialects/kept-statements.ts';
import { kyselyOver, openConnection } from './dialects/sqlite.ts';
import { settleFile } from './dialects/settle-file.ts';
import { endAllSessions } from './end-all-sessions.ts';
import { writeEra, type Era } from './era.ts';

/** Notes in a restored database, which nobody serves yet, that an era begins. `endSessions`: whoever was signed in is not, nor is any program. */
export async function beginEra(file: string, era: Era, endSessions: boolean): Promise<void> {
	const connection = openConnection(file, { readOnly: false });
	try {
		const sql = kyselyOver(keepStatements(connection, unwatched.statement));
		await writeEra(sql, era);
		if (endSessions) await endAllSessions(sql);
	} finally {
		connection.close();
	}
	if (settleFile(file) !== 'settled') throw new Error(`${file} could not be closed. Nothing was replaced.`);
}
