import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startServer();
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
