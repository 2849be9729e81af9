import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { post, signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

let server: SpawnedServer;
let client: TestClient;
let cookie: string;
let chatId: string;

beforeAll(async () => {
	server = await spawnServer({
		RATE_LIMITS: 'off',
		LOG_LEVEL: 'error',
		SIGN_INS_PER_MINUTE_ADDRESS: '1000'
	});
	({ cookie } = await signUpOver(server, 'ana'));
	client = await connect(server, { cookie });
	chatId = newId();
	await client.get('chat.create', { id: chatId, kind: 'self', memberIds: [] });
	await client.get('message.send', { id: newId(), chatId, content: text('Begin') });
});

afterAll(async () => {
	client.close();
	await server.remove();
});

/** Whether a dotted version is this one or a later one. */
function isAtLeast(version: string, least: string): boolean {
	const [given, wanted] = [version, least].map((each) => each.split('.').map(Number));
	for (const [index, part] of (wanted ?? []).entries()) {
		const difference = (given?.[index] ?? 0) - part;
		if (difference !== 0) return difference > 0;
	}
	return true;
}

test('19: the parts that read frames are at releases without known holes', async () => {
	const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
		packages: Record<string, { version?: string }>;
	};
	// CVE-2023-32695 and CVE-2026-33151 (parser), CVE-2022-41940 (engine.io), CVE-2024-37890 (ws).
	const least = { 'socket.io-parser': '4.2.6', 'engine.io': '6.4.2', ws: '8.17.1', 'socket.io': '4.6.2' };
	for (const [name, version] of Object.entries(least)) {
		const copies = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
		expect(copies.length).toBeGreaterThan(0);
		for (const [, copy] of copies) expect(isAtLeast(copy.version ?? '0', version)).toBe(true);
	}
});

test('21: a reaction is one emoji of Unicode’s list', async () => {
	const message = await client.get('message.send', { id: newId(), chatId, content: text('React') });
	const react = (emoji: string) => client.ask('message.react', { id: message.id, emoji, on: true });
	for (const emoji of ['a', '👍👍', '<b>', '', '👍 ', '\u200d', '🏳️‍🌈x', '👍'.repeat(50), '1'])
		expect(await react(emoji)).toMatchObject({ ok: false, error: { code: 'invalid_data' } });
	for (const emoji of ['👍', '🏳️‍🌈', '👩🏽‍🚀', '❤️']) expect(await react(emoji)).toMatchObject({ ok: true });
});

test('22: no text makes an event take much longer than another of its size', async () => {
	// What regular expressions of names, addresses, mentions and searches stumble over when they are superlinear.
	const size = 19_000;
	const evil = ['a', ' ', '\t', '@', '@a', 'http://', 'a.', '-', '\n', '(', 'é\u0301', '%', '_', '\\'];
	const spend = async (event: string, payload: unknown) => {
		const begun = performance.now();
		await client.ask(event, payload);
		return performance.now() - begun;
	};
	const send = (words: string) => spend('message.send', { id: newId(), chatId, content: text(words) });
	const plain = Math.max(await send('ink '.repeat(size / 4)), await send('ink '.repeat(size / 4)), 20);
	for (const piece of evil) {
		const words = `${piece.repeat(Math.floor(size / piece.length))}!`;
		expect(await send(words)).toBeLessThan(plain * 50);
		expect(await spend('users.search', { query: words.slice(0, 200), limit: 5 })).toBeLessThan(plain * 50);
	}
});

test('23: the server agrees to no compression of frames', async () => {
	const { hostname, port } = new URL(server.url);
	const socket = connectTcp(Number(port), hostname);
	await once(socket, 'connect');
	socket.write(
		[
			'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
			`Host: ${hostname}:${port}`,
			`Origin: ${server.url}`,
			`Cookie: ${cookie}`,
			'Connection: Upgrade',
			'Upgrade: websocket',
			'Sec-WebSocket-Version: 13',
			'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
			'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
			'',
			''
		].join('\r\n')
	);
	const [answer] = (await once(socket, 'data')) as [Buffer];
	expect(String(answer)).toMatch(/^HTTP\/1.1 101/);
	expect(String(answer)).not.toMatch(/permessage-deflate/i);
	socket.destroy();
});

test('24: signs that mean something to a search mean nothing here', async () => {
	for (const query of ['%', '_', '\\', "' or 1=1 --", '*', '"']) {
		const found = await client.get('users.search', { query, limit: 10 });
		expect(found).toEqual([]);
	}
});

test('27, 28: every page, the shell and the files forbid the browser what they do not need', async () => {
	const headersOf = async (path: string) =>
		(await fetch(`${server.url}${path}`, { headers: { cookie } })).headers;
	for (const path of [
		'/',
		'/login',
		'/shell',
		'/docs/api',
		'/manifest.webmanifest',
		'/service-worker.js',
		'/api/v1/session'
	]) {
		const headers = await headersOf(path);
		expect.soft(headers.get('x-content-type-options'), path).toBe('nosniff');
		expect.soft(headers.get('x-frame-options'), path).toBe('DENY');
		expect.soft(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
		expect.soft(headers.get('referrer-policy'), path).toBe('same-origin');
		expect.soft(headers.get('permissions-policy') ?? '', path).toMatch(/camera=\(\)/);
		expect.soft(headers.get('strict-transport-security'), path).toBe(null);
	}
	const page = await fetch(`${server.url}/login`);
	const policy = page.headers.get('content-security-policy') ?? '';
	const inPage = async (path: string) => {
		const text = await (await fetch(`${server.url}${path}`)).text();
		return /http-equiv="content-security-policy" content="([^"]*)"/i.exec(text)?.[1] ?? '';
	};
	for (const each of [policy, await inPage('/shell'), await inPage('/docs/api')]) {
		expect(each).toMatch(/script-src 'self'/);
		expect(each).toMatch(/object-src 'none'/);
		expect(each).toMatch(/base-uri 'none'/);
		expect(each).toMatch(/require-trusted-types-for 'script'/);
		expect(each).toMatch(/trusted-types svelte-trusted-html inkling-worker ProseMirrorClipboard(;|$)/);
		expect(each).not.toMatch(/unsafe-(inline|eval)/);
	}
	expect(policy).toMatch(/frame-ancestors 'none'/);

	const secure = await spawnServer({ ORIGIN: 'https://chat.example.org' });
	for (const path of ['/login', '/shell', '/service-worker.js']) {
		const { headers } = await fetch(`${secure.url}${path}`);
		expect.soft(headers.get('strict-transport-security') ?? '', path).toMatch(/max-age=31536000/);
	}
	await secure.remove();
});

test('33: what is told to who is signed in or signs in, nobody stores', async () => {
	const ask = (path: string, body?: object, headers: Record<string, string> = { cookie }) =>
		fetch(`${server.url}${path}`, {
			headers: { origin: server.url, 'content-type': 'application/json', ...headers },
			...(body ? { method: 'POST', body: JSON.stringify(body) } : {})
		});
	const known = { username: 'ana', password: 'correct horse battery' };
	const answers = {
		'an event': await ask('/api/v1/sync.initial', { cursor: null }),
		'the session': await ask('/api/v1/session'),
		'the record': await ask('/api/v1/audit'),
		'a page': await ask('/'),
		'a page about a chat': await ask(`/chats/${chatId}`),
		// These ask without a session and are told who they are.
		'a sign-in': await ask('/api/v1/session', known, {}),
		'a refusal': await ask('/api/v1/session', { ...known, password: 'not this one' }, {}),
		'an address that is not there': await ask('/api/v1/nothing', undefined, {})
	};
	for (const [what, { headers }] of Object.entries(answers))
		expect.soft([what, headers.get('cache-control')]).toEqual([what, 'no-store']);
	expect(answers['a sign-in'].status).toBe(200);
});

test('17: a body that is too large is refused, whether it says how large it is or not', async () => {
	const large = JSON.stringify({ username: 'ana', password: 'x'.repeat(20 * 1024) });
	const streamed = new Blob([large]).stream();
	for (const body of [large, streamed]) {
		const headers = { 'content-type': 'application/json', origin: server.url };
		const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
		const answer = await fetch(`${server.url}/api/v1/session`, init);
		expect([answer.status, await answer.json()]).toMatchObject([413, { error: { code: 'too_large' } }]);
	}
});

test('34: passwords are stored by Argon2id with 19 MiB and two passes at least', async () => {
	const bytes = await readFile(`${server.dataDir}/inkling.db-wal`);
	const [, memory, passes] = /\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(bytes.toString('latin1')) ?? [];
	expect(Number(memory)).toBeGreaterThanOrEqual(19 * 1024);
	expect(Number(passes)).toBeGreaterThanOrEqual(2);
});

test('36: a known and an unknown name get the same words', async () => {
	const signIn = async (username: string) =>
		post(server.url, '/api/v1/session', { username, password: 'not the right one' });
	const [known, unknown] = [await signIn('ana'), await signIn('nobody')];
	expect(known.status).toBe(unknown.status);
	expect(known.reply).toEqual(unknown.reply);
	expect(known.cookies).toEqual(unknown.cookies);
});
