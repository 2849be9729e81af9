import { execFileSync } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { GET as readyz } from '../../src/routes/readyz/+server.ts';
import { GET as healthz } from '../../src/routes/healthz/+server.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';
import { startServer } from '../support/start-server.ts';

let spawned: SpawnedServer | undefined;

afterEach(() => spawned?.remove());

const ask = async (get: (event: never) => Response | Promise<Response>) => {
	const response = await get({} as never);
	return { status: response.status, body: await response.text() };
};

test('a server is ready once it has started and until it stops, and alive all the time', async () => {
	const unavailable = { status: 503, body: expect.stringContaining('"code":"unavailable"') };
	expect(await ask(readyz)).toEqual(unavailable);
	const server = await startServer();
	expect(await ask(readyz)).toEqual({ status: 200, body: '{"ok":true,"data":{"ready":true}}' });
	await server.stop();
	expect(await ask(readyz)).toEqual(unavailable);
	expect(await ask(healthz)).toEqual({ status: 200, body: 'ok\n' });
});

/** The disk then takes nothing beyond the first page of any file. */
function limitFiles(pid: number, bytes: string) {
	execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
}

test.skipIf(process.platform !== 'linux')(
	'while the disk takes nothing a server is alive and not ready, and is ready again when it does',
	async () => {
		spawned = await spawnServer();
		const { url, pid } = spawned;
		const ana = await signUpOver(spawned, 'ana');
		const client = await connect(spawned, ana);
		const chatId = newId();
		await client.get('chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Boats' });
		const status = async (path: string) => (await fetch(`${url}${path}`)).status;
		expect(await status('/readyz')).toBe(200);

		limitFiles(pid(), '4096');
		await expect.poll(() => status('/readyz')).toBe(503);
		expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({
			ok: false,
			error: { code: 'unavailable', message: expect.stringContaining('Nothing can be written') }
		});
		expect(await status('/healthz')).toBe(200);
		const refused = await client.ask('message.send', { id: newId(), chatId, content: text('Ahoy') });
		expect(refused).toMatchObject({ ok: false, error: { code: 'unavailable' } });
		expect(spawned.output()).toContain('A transaction could not be written.');

		limitFiles(pid(), 'unlimited');
		await expect.poll(() => status('/readyz')).toBe(200);
		await client.get('message.send', { id: newId(), chatId, content: text('Ahoy') });
		client.close();
	}
);

test('however many ask, the store is asked once a second', async () => {
	let now = Date.now();
	const server = await startServer({}, () => now);
	const stamp = async () =>
		(await server.app.store.db.sql.selectFrom('counters').selectAll().execute())[0]?.value;
	const before = Number(await stamp());
	await Promise.all(Array.from({ length: 50 }, () => ask(readyz)));
	expect(await stamp()).toBe(before + 1);
	now += 999;
	await ask(readyz);
	expect(await stamp()).toBe(before + 1);
	now += 1;
	await ask(readyz);
	expect(await stamp()).toBe(before + 2);
	await server.stop();
});
