import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Socket as Connection } from 'engine.io';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { divert } from '$lib/server/hub/divert.ts';
import { GatedEngine } from '$lib/server/hub/gated-engine.ts';
import { connect, openSocket, type TestClient, type Transports } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

/** So many frames at once, of which `burst` go through at once, and `perSecond` after that. */
const frames = 250;
const burst = 50;
const perSecond = 100;
const least = ((frames - burst) / perSecond) * 1000;

const rate = `${perSecond}/${burst}`;
const plenty = '1000000/1000000';
const lifted = { RATE_OTHER: plenty, RATE_USER_FRAMES: plenty, RATE_SOCKET_FRAMES: plenty };

/** Sends all at once; answers how long they took, in ms, and the order in which they were answered. */
async function flood(client: TestClient, count: number) {
	const order: number[] = [];
	const begun = performance.now();
	await Promise.all(
		Array.from({ length: count }, async (_, number) => {
			const reply = await client.ask('devices.list', {});
			expect(reply.ok).toBe(true);
			order.push(number);
		})
	);
	return { ms: performance.now() - begun, order };
}

const inOrder = (count: number) => Array.from({ length: count }, (_, number) => number);

describe('20: of one connection', () => {
	let server: TestServer;
	let cookie: string;

	beforeAll(async () => {
		server = await startServer({ ...lifted, RATE_LIMITS: 'on', RATE_SOCKET_FRAMES: rate });
		({ cookie } = await server.person('ana'));
	});

	afterAll(() => server.stop());

	test.each<{ transports: Transports }>([
		{ transports: ['websocket'] },
		{ transports: ['polling'] },
		{ transports: ['polling', 'websocket'] }
	])(
		'what is too much is slowed down and neither refused nor lost, over $transports',
		async ({ transports }) => {
			const client = await connect(server, { cookie }, undefined, transports);
			const other = await connect(server, { cookie });
			const flooded = flood(client, frames);
			const beside = flood(other, burst / 2);
			const [first] = await Promise.race([flooded.then(() => ['flooded']), beside.then(() => ['beside'])]);
			expect(first).toBe('beside');
			const { ms, order } = await flooded;
			expect(order).toEqual(inOrder(frames));
			expect(ms).toBeGreaterThan(least);
			expect(client.socket.connected).toBe(true);
			expect((await server.app.metrics.read()).text).toMatch(/^inkling_frames_held_total [1-9]/m);
			for (const each of [client, other]) each.close();
		}
	);

	test('large frames count by their size', async () => {
		const strict = await startServer({ ...lifted, RATE_LIMITS: 'on', RATE_SOCKET_BYTES: '100000/100000' });
		const client = await connect(strict, await strict.person('ana'));
		const begun = performance.now();
		const query = 'x'.repeat(100_000);
		await Promise.all([1, 2, 3].map(() => client.ask('users.search', { query, limit: 1 })));
		expect(performance.now() - begun).toBeGreaterThan(1_000);
		expect(client.socket.connected).toBe(true);
		client.close();
		await strict.stop();
	});
});

test('20: all connections of one person share what is theirs, and others do not feel it', async () => {
	const server = await startServer({ ...lifted, RATE_LIMITS: 'on', RATE_USER_FRAMES: rate });
	const mallory = await server.person('mallory');
	const clients = await Promise.all([1, 2, 3, 4, 5].map(() => connect(server, mallory)));
	const ben = await connect(server, await server.person('ben'));
	const flooded = Promise.all(clients.map((client) => flood(client, frames / clients.length)));
	const beside = flood(ben, burst - 1);
	expect(await Promise.race([flooded.then(() => 'flooded'), beside.then(() => 'beside')])).toBe('beside');
	const ms = (await flooded).map((one) => one.ms);
	expect(Math.max(...ms)).toBeGreaterThan(least - 50);
	// Coming anew fills nothing up.
	const emptyAt = performance.now();
	clients[0]?.close();
	const again = await connect(server, mallory);
	await flood(again, burst);
	expect(performance.now() - emptyAt).toBeGreaterThan((burst / perSecond) * 1000 - 100);
	for (const client of [...clients, again, ben]) client.close();
	await server.stop();
});

test('20: an address has so many connections on which nobody has signed in', async () => {
	const server = await startServer({ RATE_LIMITS: 'on', LIMIT_STRANGERS_PER_ADDRESS: '3' });
	const ana = await server.person('ana');
	const address = `${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
	const silent = [1, 2, 3].map(() => new WebSocket(address));
	await Promise.all(silent.map((socket) => once(socket, 'message')));
	const fourth = openSocket(server.url, ana.cookie);
	const outcome = await new Promise((resolve) => {
		fourth.once('connect', () => resolve('in'));
		fourth.once('connect_error', () => resolve('refused'));
	});
	expect(outcome).toBe('refused');
	fourth.disconnect();

	const left = silent.pop();
	left?.close();
	await once(left ?? new EventTarget(), 'close');
	// Who has signed in leaves their place to the next one.
	const clients = [await connect(server, ana), await connect(server, ana), await connect(server, ana)];
	for (const client of clients) client.close();
	for (const socket of silent) socket.close();
	await server.stop();
});

test('20: a person has so many sockets, and nobody else feels it', async () => {
	const server = await startServer({ LIMIT_SOCKETS_PER_USER: '2' });
	const [ana, ben] = [await server.person('ana'), await server.person('ben')];
	const clients = [await connect(server, ana), await connect(server, ana)];
	await expect(connect(server, ana)).rejects.toMatchObject({ data: { code: 'rate_limited' } });
	clients.push(await connect(server, ben));
	clients.shift()?.close();
	clients.push(await connect(server, ana));
	for (const client of clients) client.close();
	await server.stop();
});

test('20: nor has a person more of them by opening all at once', async () => {
	const server = await startServer({ LIMIT_SOCKETS_PER_USER: '2' });
	const ana = await server.person('ana');
	const opened = await Promise.allSettled(Array.from({ length: 40 }, () => connect(server, ana)));
	const clients = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
	expect(clients).toHaveLength(2);
	for (const one of opened)
		if (one.status === 'rejected') expect(one.reason).toMatchObject({ data: { code: 'rate_limited' } });
	for (const client of clients) client.close();
	await server.stop();
});

test('20: the heartbeat closes no connection that is held back', async () => {
	const limits = structuredClone(defaultLimits);
	limits.flows.stranger.frames = { perSecond: 100, burst: 5 };
	// What is held takes 2.5 s: longer than the heartbeat's patience, which is long for a busy machine.
	const engine = new GatedEngine({ pingInterval: 100, pingTimeout: 1_500 }, limits, false, {
		held: () => {},
		refused: () => {}
	});
	const http = createServer();
	divert(http, engine);
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const came: string[] = [];
	const all = new Promise<void>((resolve, reject) => {
		engine.on('connection', (connection: Connection) => {
			connection.on('close', (reason) => reject(new Error(String(reason))));
			connection.on('data', (data: string) => {
				came.push(data);
				if (came.length === frames) resolve();
			});
		});
	});
	const { port } = http.address() as AddressInfo;
	const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
	// The answers stand behind what is not read.
	socket.addEventListener('message', ({ data }) => data === '2' && socket.send('3'));
	await once(socket, 'open');
	for (let number = 0; number < frames; number++) socket.send(`4${number}`);
	await all;
	expect(came).toEqual(inOrder(frames).map(String));
	socket.close();
	engine.close();
	http.closeAllConnections();
	http.close();
});
