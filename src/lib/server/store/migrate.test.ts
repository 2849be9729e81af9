import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLocalKeyProvider } from '../keyring/local-key-provider.ts';
import { keepStatements } from './dialects/kept-statements.ts';
import { kyselyOver, openConnection } from './dialects/sqlite.ts';
import { migrate, migrations } from './migrate.ts';
import { unwatched } from '../observe/store-watch.ts';
import { openStore } from './open-store.ts';
import { hasUsers, insertUser } from './users.ts';

let folder: string;
let file: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'inkling-'));
	file = join(folder, 'inkling.db');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** The tables and indexes, as the database says them. */
function formOf(path: string) {
	const connection = openConnection(path, { readOnly: true });
	const form = connection.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all();
	connection.close();
	return form.map((row) => ({ ...row }));
}

const names = Object.keys(migrations);

test.each(names)('a database that stopped at %s comes to the same form as a new one', async (name) => {
	const other = join(folder, 'new.db');
	const connection = openConnection(file, { readOnly: false });
	await migrate(kyselyOver(keepStatements(connection, unwatched.statement)), name);
	connection.close();
	const provider = await openLocalKeyProvider(join(folder, 'master.key'), true);
	for (const path of [file, other]) await (await openStore(path, provider, Date.now)).close();
	expect(formOf(file)).toEqual(formOf(other));
});

test('starting again changes nothing and keeps what is there', async () => {
	const provider = await openLocalKeyProvider(join(folder, 'master.key'), true);
	const first = await openStore(file, provider, Date.now);
	await first.write((tx) =>
		insertUser(tx, { id: 'a', username: 'Ana', display_name: 'Ana', role: 'owner', password_hash: 'x' })
	);
	await first.close();
	const form = formOf(file);
	const second = await openStore(file, provider, Date.now);
	expect(await hasUsers(second.db)).toBe(true);
	await second.close();
	expect(formOf(file)).toEqual(form);
});

test('one’s own messages that were sent before all was read are known as such afterwards', async () => {
	const connection = openConnection(file, { readOnly: false });
	const sql = () => kyselyOver(keepStatements(connection, unwatched.statement));
	await migrate(sql(), '0014-tokens');
	const [person, other] = ['0190-ana', '0190-ben'];
	const place = { chat_id: 'boats', pinned: 0, archived: 0, joined_at: 1, stamp: 1, role: 'member' } as const;
	const members = [
		{ ...place, user_id: person, read_seq: 2 },
		{ ...place, user_id: other, read_seq: 5 }
	];
	await sql()
		.insertInto('members')
		.values(members as never)
		.execute();
	const sender = (seq: number) => (seq % 2 ? other : person);
	const fixed = { chat_id: 'boats', fingerprint: new Uint8Array(), created_at: 1, stamp: 1 };
	const messages = [1, 2, 3, 4, 5].map((seq) => ({ ...fixed, id: `m${seq}`, seq, sender_id: sender(seq) }));
	await sql()
		.insertInto('messages')
		.values(messages as never)
		.execute();
	await migrate(sql());
	const ahead = connection.prepare('SELECT seq FROM messages WHERE ahead = 1').all();
	connection.close();
	expect(ahead.map(({ seq }) => seq)).toEqual([4]);
});
