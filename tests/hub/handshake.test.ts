import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Socket } from 'socket.io-client';
import { signIn } from '$lib/server/auth/sign-in.ts';
import { signOut } from '$lib/server/auth/sign-out.ts';
import { connect, openSocket } from '../support/connect.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

const visitor = { deviceId: null, userAgent: 'test', address: '127.0.0.1' };

let server: TestServer;
let ana: Person;

beforeAll(async () => {
	server = await startServer({ LIMIT_SOCKETS_PER_USER: '2' });
	ana = await server.person('ana');
});

afterAll(() => server.stop());

/** The code with which a handshake was refused. */
async function refusal(socket: Socket): Promise<string> {
	const error = await new Promise<Error & { data?: { code: string } }>((resolve, reject) => {
		socket.once('connect_error', resolve);
		socket.once('connect', () => reject(new Error('The handshake was not refused.')));
	});
	socket.disconnect();
	return error.data?.code ?? error.message;
}

test('a stranger is refused', async () => {
	expect(await refusal(openSocket(server.url, null))).toBe('unauthenticated');
	expect(await refusal(openSocket(server.url, 'inkling_session=guessed'))).toBe('unauthenticated');
});

test('another protocol, or none, is refused', async () => {
	expect(await refusal(openSocket(server.url, ana.cookie, { protocol: 2 }))).toBe('protocol_unsupported');
	expect(await refusal(openSocket(server.url, ana.cookie, { deviceId: 'mine' }))).toBe(
		'protocol_unsupported'
	);
});

test('a client of the number before this one is served', async () => {
	const { cookie } = await server.person('carl');
	const socket = openSocket(server.url, cookie, { protocol: 1 });
	await new Promise<void>((resolve, reject) => {
		socket.once('connect', resolve);
		socket.once('connect_error', reject);
	});
	socket.disconnect();
});

test('another site’s page, and a client that does not say where it is from, is refused', async () => {
	for (const origin of ['https://evil.example', 'null', null]) {
		expect(await refusal(openSocket(server.url, ana.cookie, {}, origin))).toBe('origin_rejected');
	}
});

test('one socket too many is refused, and the others stay', async () => {
	const clients = [await connect(server, ana), await connect(server, ana)];
	expect(await refusal(openSocket(server.url, ana.cookie))).toBe('rate_limited');
	expect(clients.every((client) => client.socket.connected)).toBe(true);
	for (const client of clients) client.close();
});

test('a session that ends takes its sockets with it, after a last word', async () => {
	const ben = await server.person('ben');
	const client = await connect(server, ben);
	const disconnected = new Promise((resolve) => client.socket.once('disconnect', resolve));
	await signOut(server.app.auth, ben.sessionId);
	expect(await client.told('session.ended')).toEqual({ code: 'unauthenticated' });
	await disconnected;
	expect(await refusal(openSocket(server.url, ben.cookie))).toBe('unauthenticated');
});

test('a session that ends while its socket shakes hands leaves no socket behind', async () => {
	const { auth } = server.app;
	const wish = { username: 'ana', password: 'correct horse battery' };
	const [cookie] = (await signIn(auth, wish, visitor)).cookies;
	const validate = auth.lucia.validateSession.bind(auth.lucia);
	// It held when the handshake read it, and ends before the socket is where its end is told.
	auth.lucia.validateSession = async (id) => {
		const found = await validate(id);
		auth.lucia.validateSession = validate;
		await signOut(auth, id);
		return found;
	};
	const socket = openSocket(server.url, `${cookie?.name}=${cookie?.value}`);
	await new Promise((resolve) => {
		socket.once('connect_error', resolve);
		socket.once('disconnect', resolve);
	});
	socket.disconnect();
});

test('a session that ends while its socket is let in ends the socket', async () => {
	const { cookie } = await server.person('dora');
	const { auth } = server.app;
	const validate = auth.lucia.validateSession.bind(auth.lucia);
	vi.spyOn(auth.lucia, 'validateSession').mockImplementationOnce(async (id) => {
		const found = await validate(id);
		await signOut(auth, id);
		return found;
	});
	const socket = openSocket(server.url, cookie);
	const told: string[] = [];
	socket.onAny((name: string) => told.push(name));
	await new Promise((resolve) => socket.once('disconnect', resolve));
	expect(told).toEqual(['session.ended']);
});
