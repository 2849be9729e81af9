import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Presence } from '$lib/protocol/entities.ts';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let ana: Person;
let ben: Person;
let carl: Person;
let anas: TestClient;
let bens: TestClient;
let chatId: string;
let now: number;

beforeEach(async () => {
	now = 1_800_000_000_000;
	server = await startServer({}, () => now);
	ana = await server.person('ana');
	ben = await server.person('ben');
	carl = await server.person('carl');
	anas = await connect(server, ana);
	bens = await connect(server, ben);
	chatId = newId();
	await anas.get('chat.create', { id: chatId, kind: 'group', memberIds: [ben.user.id], title: 'Boats' });
	await anas.get('message.send', { id: newId(), chatId, content: text('Ahoy') });
});

afterEach(() => server.stop());

async function see(client: TestClient, person: Person): Promise<Presence | undefined> {
	return (await client.get('presence.get', { userIds: [person.user.id] }))[0];
}

/** Resolves once Ana, who watches Ben, is told that. */
const told = (status: Presence['status']) =>
	anas.told('presence.updated', (data) => data.userId === ben.user.id && data.status === status);

describe('a person', () => {
	test('is active, away, not to be disturbed and gone, as those who asked are told', async () => {
		expect(await see(anas, ben)).toEqual({ userId: ben.user.id, status: 'active', lastSeenAt: now });
		now += 1000;
		await bens.get('presence.set', { status: 'away' });
		expect(await told('away')).toMatchObject({ lastSeenAt: now });
		await bens.get('presence.set', { status: 'dnd' });
		await told('dnd');
		now += 5000;
		bens.close();
		expect(await told('offline')).toEqual({ userId: ben.user.id, status: 'offline', lastSeenAt: now });
	});

	test('is seen at the server’s time, which comes along', async () => {
		const reply = await anas.ask('presence.get', { userIds: [ben.user.id] });
		expect(reply).toMatchObject({ ok: true, meta: { now } });
	});

	test('is active as long as one device is, and not to be disturbed as soon as one says so', async () => {
		const phone = await connect(server, ben);
		await bens.get('presence.set', { status: 'away' });
		expect(await see(anas, ben)).toMatchObject({ status: 'active' });
		await phone.get('presence.set', { status: 'away' });
		expect(await see(anas, ben)).toMatchObject({ status: 'away' });
		await phone.get('presence.set', { status: 'dnd' });
		await bens.get('presence.set', { status: 'active' });
		expect(await see(anas, ben)).toMatchObject({ status: 'dnd' });
	});

	test('who reloads does not go', async () => {
		await see(anas, ben);
		bens.close();
		const again = await connect(server, ben);
		await again.get('presence.set', { status: 'dnd' });
		await told('dnd');
		expect(anas.pushes.filter(([name]) => name === 'presence.updated')).toHaveLength(1);
	});

	test('was seen last when they touched a device, also after a restart of the server', async () => {
		await bens.get('presence.set', { status: 'away' });
		const seen = now;
		now += 60_000;
		await server.restart();
		anas = await connect(server, ana);
		expect(await see(anas, ben)).toEqual({ userId: ben.user.id, status: 'offline', lastSeenAt: seen });
	});
});

describe('who shares no chat', () => {
	test('sees of somebody what they would see of nobody', async () => {
		const carls = await connect(server, carl);
		const nobody = newId();
		expect(await carls.get('presence.get', { userIds: [ben.user.id, nobody] })).toEqual(
			[ben.user.id, nobody].map((userId) => ({ userId, status: 'offline', lastSeenAt: null }))
		);
		// A chat that has not begun is known to its author alone.
		await carls.get('chat.create', { id: newId(), kind: 'direct', memberIds: [ben.user.id] });
		expect(await see(carls, ben)).toMatchObject({ status: 'offline', lastSeenAt: null });
	});

	test('yet sees who is there as soon as one has begun', async () => {
		const id = newId();
		await anas.get('chat.create', { id, kind: 'direct', memberIds: [carl.user.id] });
		await connect(server, carl);
		expect(await see(anas, carl)).toMatchObject({ status: 'offline' });
		await anas.get('message.send', { id: newId(), chatId: id, content: text('Ahoy') });
		await anas.told(
			'presence.updated',
			({ userId, status }) => userId === carl.user.id && status === 'active'
		);
	});

	test('any more is told nothing more', async () => {
		const carls = await connect(server, carl);
		await anas.get('chat.members.add', { chatId, userIds: [carl.user.id] });
		expect(await see(carls, ben)).toMatchObject({ status: 'active' });
		await see(anas, ben);
		await anas.get('chat.members.remove', { chatId, userId: carl.user.id });
		await bens.get('presence.set', { status: 'dnd' });
		await told('dnd');
		await bens.get('presence.set', { status: 'away' });
		await told('away');
		const heard = carls.pushes.filter(([name]) => name === 'presence.updated').map(([, data]) => data);
		expect(heard).toEqual([{ userId: ben.user.id, status: 'offline', lastSeenAt: null }]);
	});
});

describe('who hides when they were last seen', () => {
	test('is not seen then, and does not see it of others', async () => {
		await see(anas, ben);
		await bens.get('presence.settings.update', { hideLastSeen: true });
		expect(await bens.get('presence.settings.get', {})).toEqual({ hideLastSeen: true });
		expect(await told('active')).toMatchObject({ lastSeenAt: null });
		expect(await see(bens, ana)).toMatchObject({ status: 'active', lastSeenAt: null });
		expect(await see(bens, ben)).toMatchObject({ lastSeenAt: now });
		bens.close();
		expect(await told('offline')).toMatchObject({ lastSeenAt: null });
		expect(await anas.get('presence.settings.get', {})).toEqual({ hideLastSeen: false });
	});
});

test('more than 200 people are not asked for at once', async () => {
	const userIds = Array.from({ length: 201 }, () => newId());
	expect(await anas.ask('presence.get', { userIds })).toMatchObject({
		ok: false,
		error: { code: 'invalid_data' }
	});
});
