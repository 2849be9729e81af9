import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { signIn } from '$lib/server/auth/sign-in.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { DatabaseReader } from '../support/database-reader.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';
import { writePlaces } from '../support/write-places.ts';

const dayMs = 24 * 60 * 60 * 1000;

let server: TestServer;
let ahead = 0;
let names = 0;
let ana: Person;
let desk: TestClient;

beforeAll(async () => {
	server = await startServer({}, () => Date.now() + ahead);
});
afterAll(() => server.stop());

beforeEach(async () => {
	ana = await server.person(`ana${++names}`);
	desk = await connect(server, ana);
});

/** Signs Ana in on a browser that was never here, or on the one of this id. */
async function comeFrom(deviceId: string | null = null) {
	const credentials = { username: ana.user.username, password: 'correct horse battery' };
	const visitor = { deviceId, userAgent: 'test', address: '127.0.0.1' };
	const { cookies, device } = await signIn(server.app.auth, credentials, visitor);
	const [session] = cookies;
	const cookie = `${session?.name}=${session?.value}`;
	return { deviceId: device.id, cookie, client: await connect(server, { cookie }) };
}

const newcomers = async (client: TestClient) =>
	(await client.get('devices.new.list', {})).map(({ id }) => id);

test('the first device of a person is nothing to tell of', async () => {
	expect(await newcomers(desk)).toEqual([]);
	expect(desk.count('devices.changed')).toBe(0);
});

test('a sign-in on a new device is told at once to the others, and not to itself', async () => {
	const phone = await comeFrom();
	await desk.told('devices.changed');
	expect(await newcomers(desk)).toEqual([phone.deviceId]);
	expect(await newcomers(phone.client)).toEqual([]);
	// Signing in there again is no news.
	await comeFrom(phone.deviceId);
	expect(desk.count('devices.changed')).toBe(1);
});

test('what was one’s own is told of nowhere any more, on no device', async () => {
	const phone = await comeFrom();
	const laptop = await connect(server, ana);
	const wish = { deviceId: phone.deviceId, own: true };
	expect(await desk.get('devices.acknowledge', wish)).toEqual({ ended: 0 });
	await phone.client.told('devices.changed');
	// The answer was lost: asking again is answered the same.
	expect(await desk.get('devices.acknowledge', wish)).toEqual({ ended: 0 });
	for (const client of [desk, laptop, phone.client]) expect(await newcomers(client)).toEqual([]);
	expect(phone.client.socket.connected).toBe(true);
	// From now on the phone may tell as well.
	const tablet = await comeFrom();
	expect(await newcomers(phone.client)).toEqual([tablet.deviceId]);
});

test('what was not one’s own is out at once, and is told of again when somebody signs in there again', async () => {
	const thief = await comeFrom();
	const wish = { deviceId: thief.deviceId, own: false };
	expect(await desk.get('devices.acknowledge', wish)).toEqual({ ended: 1 });
	await desk.get('devices.list', {});
	expect(thief.client.socket.connected).toBe(false);
	await expect(connect(server, thief)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
	expect(await newcomers(desk)).toEqual([]);
	expect(await desk.ask('devices.acknowledge', { ...wish, own: true })).toMatchObject({
		error: { code: 'conflict' }
	});
	await comeFrom(thief.deviceId);
	expect(await newcomers(desk)).toEqual([thief.deviceId]);
});

test('a new device cannot speak for itself, nor for another new one, whatever it calls itself', async () => {
	const thief = await comeFrom();
	const accomplice = await comeFrom();
	const refused = { error: { code: 'forbidden' } };
	for (const { deviceId } of [thief, accomplice])
		expect(await thief.client.ask('devices.acknowledge', { deviceId, own: true })).toMatchObject(refused);
	const posing = await connect(server, thief, (await desk.get('devices.list', {})).at(-1)?.id);
	expect(await posing.ask('devices.acknowledge', { deviceId: thief.deviceId, own: true })).toMatchObject(
		refused
	);
	// A name that a client gave itself is no device on which somebody had signed in.
	const named = newId();
	(await connect(server, thief, named)).close();
	const again = await comeFrom(named);
	expect((await newcomers(desk)).sort()).toEqual([thief.deviceId, accomplice.deviceId, named].sort());
	expect(await again.client.ask('devices.acknowledge', { deviceId: named, own: true })).toMatchObject(
		refused
	);
});

test('who has only new devices left is trusted on them after a week', async () => {
	const phone = await comeFrom();
	const tablet = await comeFrom();
	ahead += 6 * dayMs;
	expect(await newcomers(phone.client)).toEqual([]);
	ahead += dayMs;
	expect(await newcomers(phone.client)).toEqual([tablet.deviceId]);
	expect(await phone.client.get('devices.acknowledge', { deviceId: tablet.deviceId, own: true })).toEqual({
		ended: 0
	});
});

test('nobody answers for the devices of somebody else', async () => {
	const phone = await comeFrom();
	const ben = await connect(server, await server.person(`ben${names}`));
	expect(await ben.ask('devices.acknowledge', { deviceId: phone.deviceId, own: true })).toMatchObject({
		error: { code: 'not_found' }
	});
	expect(await newcomers(desk)).toEqual([phone.deviceId]);
});

test('roughly where a device was last is told where the server was given a database for it, and no address is kept', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'inkling-places-'));
	const file = join(folder, 'places.mmdb');
	await writePlaces(file, [['192.0.2.0', 24, 'Lyon', 'France']]);
	const there = await startServer({ PLACES_DATABASE: file, TRUST_PROXY: 'on' });
	const person = await there.person('ana');
	const reader = new DatabaseReader(there);
	const client = await connect(there, person);
	const visitor = { deviceId: null, userAgent: 'test', address: '192.0.2.7' };
	const credentials = { username: 'ana', password: 'correct horse battery' };
	const { cookies, device } = await signIn(there.app.auth, credentials, visitor);
	expect(await client.get('devices.new.list', {})).toMatchObject([{ id: device.id, place: 'Lyon, France' }]);
	const cookie = `${cookies[0]?.name}=${cookies[0]?.value}`;
	// The socket comes from this machine, of which nobody knows where it is: there the device was last.
	const later = await connect(there, { cookie });
	await later.get('devices.list', {});
	await expect.poll(() => client.get('devices.new.list', {})).toMatchObject([{ id: device.id, place: null }]);
	expect([...reader.read().values()].join()).not.toContain('192.0.2.7');
	reader.close();
	for (const each of [client, later]) each.close();
	await there.stop();
	await rm(folder, { recursive: true });
});
