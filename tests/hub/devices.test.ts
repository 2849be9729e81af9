import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let now = Date.now();
let server: TestServer;
beforeAll(async () => {
	server = await startServer({}, () => now);
});
afterAll(() => server.stop());

test('a person is told their own devices, this one marked, and nobody else’s', async () => {
	const ana = await server.person('ana');
	const ben = await server.person('ben');
	const desk = await connect(server, ana);
	const phone = await connect(server, ana);
	await connect(server, ben);
	const devices = await desk.get('devices.list', {});
	const connected = devices.filter(({ id }) => [desk.deviceId, phone.deviceId].includes(id));
	expect(connected).toHaveLength(2);
	expect(devices.filter(({ current }) => current).map(({ id }) => id)).toEqual([desk.deviceId]);
	const bens = (await server.app.store.db.sql.selectFrom('devices').selectAll().execute())
		.filter((row) => row.user_id === ben.user.id)
		.map((row) => row.id);
	expect(devices.some(({ id }) => bens.includes(id))).toBe(false);
});

test('who comes back within a minute is not written down again; later they are', async () => {
	const ana = await server.person('anabel');
	const { sql } = server.app.store.db;
	const seen = async (id: string) => {
		const row = await sql.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
		return row?.last_seen_at;
	};
	const first = await connect(server, ana);
	const { deviceId } = first;
	await expect.poll(() => seen(deviceId)).toBe(now);
	const begun = now;
	const comeBack = async () => {
		const client = await connect(server, ana, deviceId);
		// What a connection notes is written before anything that is asked after it.
		await client.get('chat.create', { id: newId(), kind: 'group', memberIds: [], title: 'Boats' });
		return seen(deviceId);
	};
	now += 30_000;
	expect(await comeBack()).toBe(begun);
	now += 31_000;
	expect(await comeBack()).toBe(now);
});
