import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepStatements } from '../../src/lib/server/store/dialects/kept-statements.ts';
import { kyselyOver, openConnection } from '../../src/lib/server/store/dialects/sqlite.ts';
import { unwatched } from '../../src/lib/server/observe/store-watch.ts';
import { migrate } from '../../src/lib/server/store/migrate.ts';
import { connect } from '../support/connect.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';
import { connectProgram, makeToken } from '../support/token.ts';
import { admin, databaseIn, emptyData, rowsOf } from './support/data-folder.ts';

let folder: string;
let server: TestServer;
let ana: Person;
let secret: string;
let file: string;

/** A token is made, then a backup, and then the token is revoked. */
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'inkling-ended-'));
	server = await startServer();
	ana = await server.person('ana');
	const client = await connect(server, ana);
	const token = await makeToken(client, ['read']);
	secret = token.secret;
	file = join(folder, 'before');
	await admin(server.dataDir, 'backup', file);
	await client.get('tokens.revoke', { id: token.id });
	client.close();
	await expect(connectProgram(server, secret)).rejects.toThrow();
});

afterAll(async () => {
	await server.stop();
	await rm(folder, { recursive: true });
});

async function restored(...flags: string[]): Promise<{ output: string; again: TestServer }> {
	const dataDir = await emptyData(folder, server.dataDir);
	const output = await admin(dataDir, 'restore', file, ...flags);
	return { output, again: await startServer({ DATA_DIR: dataDir }) };
}

test('a restore brings back a token that was revoked since, and says so', async () => {
	const { output, again } = await restored();
	expect(output).toContain('Passwords, sessions, access tokens');
	(await connectProgram(again, secret)).close();
	(await connect(again, ana)).close();
	await again.stop();
});

test('“--end-sessions” ends the sessions of programs, too: no token and no cookie of before lets anybody in', async () => {
	const { output, again } = await restored('--end-sessions');
	await expect(connectProgram(again, secret)).rejects.toThrow();
	await expect(connect(again, ana)).rejects.toThrow();
	expect(output).toMatch(/All sessions and access tokens have ended/);
	await again.stop();
});

test('“--end-sessions” ends sessions in a backup from before there were tokens', async () => {
	const old = await emptyData(folder, server.dataDir);
	const connection = openConnection(databaseIn(old), { readOnly: false });
	await migrate(kyselyOver(keepStatements(connection, unwatched.statement)), '0013-devices');
	connection.exec("INSERT INTO sessions VALUES ('one', 'ana', 'desk', 9e12, 0)");
	connection.close();
	const early = join(folder, 'early');
	await admin(old, 'backup', early);
	const next = await emptyData(folder, server.dataDir);
	await admin(next, 'restore', early, '--end-sessions');
	expect(rowsOf(databaseIn(next), 'SELECT id FROM sessions')).toEqual([]);
});
