import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '$lib/server/app.ts';
import { signUp } from '$lib/server/auth/sign-up.ts';
import { createInvite } from '$lib/server/auth/invites.ts';
import { readConfig } from '$lib/server/config.ts';
import { start } from '$lib/server/start.ts';
import { toUser } from '$lib/server/store/users.ts';
import type { User } from '$lib/protocol/entities.ts';

/** A person with an account, and the cookie of a session of theirs. */
export type Person = { user: User; cookie: string; sessionId: string };

export type TestServer = {
	url: string;
	app: App;
	dataDir: string;
	/** Makes an account. */
	person(username: string): Promise<Person>;
	/** Stops and starts the server on the same data and port. */
	restart(): Promise<void>;
	/** The same, but every connection breaks first: no answer of what runs now arrives. */
	crash(): Promise<void>;
	stop(): Promise<void>;
};

export type TestSettings = Record<string, string>;

/** Starts the real hub on a real SQLite file in a folder of its own, on a free port. No pages are served. */
export async function startServer(settings: TestSettings = {}, clock?: () => number): Promise<TestServer> {
	const dataDir = await mkdtemp(join(tmpdir(), 'inkling-'));
	const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', RATE_LIMITS: 'off', ...settings });
	let http = await listen(0);
	const { port } = http.address() as AddressInfo;
	const server: TestServer = {
		url: `http://127.0.0.1:${port}`,
		app: await start(config, http, clock),
		dataDir,
		person: (username) => makePerson(server.app, username),
		restart: async () => {
			await stopServing(server.app, http);
			http = await listen(port);
			server.app = await start(config, http, clock);
		},
		crash: async () => {
			for (const socket of socketsOf(http)) socket.destroy();
			await server.restart();
		},
		stop: async () => {
			await stopServing(server.app, http);
			await rm(dataDir, { recursive: true, force: true });
		}
	};
	return server;
}

const sockets = new WeakMap<HttpServer, Set<Socket>>();

function socketsOf(http: HttpServer): Set<Socket> {
	return sockets.get(http) ?? new Set();
}

async function listen(port: number): Promise<HttpServer> {
	const http = createServer((_, response) => response.writeHead(404).end());
	const open = new Set<Socket>();
	sockets.set(http, open);
	http.on('connection', (socket) => {
		open.add(socket);
		socket.once('close', () => open.delete(socket));
	});
	await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
	return http;
}

async function stopServing(app: App, http: HttpServer): Promise<void> {
	await app.stop();
	const closed = new Promise((resolve) => http.close(resolve));
	http.closeAllConnections();
	await closed;
}

/** Everybody's. */
export const password = 'correct horse battery';

const visitor = { deviceId: null, userAgent: 'test', address: '127.0.0.1' };

async function makePerson(app: App, username: string): Promise<Person> {
	const wish = { username, password, displayName: capitalized(username) };
	const invite = await inviteFor(app);
	const opened = await signUp(app.auth, invite ? { ...wish, invite } : wish, visitor);
	const [session] = opened.cookies;
	if (!session) throw new Error('Signing up set no cookie.');
	return { user: toUser(opened.user), cookie: `${session.name}=${session.value}`, sessionId: session.value };
}

/** An invite by the first account, once there is one. */
async function inviteFor(app: App): Promise<string | undefined> {
	const owner = await app.store.db.sql
		.selectFrom('users')
		.selectAll()
		.where('role', '=', 'owner')
		.executeTakeFirst();
	return owner && (await createInvite(app.auth, owner, {})).token;
}

function capitalized(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1);
}
