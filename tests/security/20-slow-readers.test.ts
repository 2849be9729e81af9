import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { hello } from '../support/hello.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';
import { RawSocket } from './support/raw-socket.ts';

const waitingBytesMax = 1024 * 1024;
const words = 'x'.repeat(20_000);
/** Far more than the bound, and than what both ends' kernels keep. */
const many = 1000;

let server: TestServer;
let ana: TestClient;
let ben: Person;
let chatId: string;

beforeAll(async () => {
	server = await startServer({ LIMIT_WAITING_BYTES: String(waitingBytesMax) });
	ana = await connect(server, await server.person('ana'));
	ben = await server.person('ben');
	chatId = newId();
	await ana.get('chat.create', { id: chatId, kind: 'direct', memberIds: [ben.user.id] });
	await ana.get('message.send', { id: newId(), chatId, content: text('Begin') });
});

afterAll(async () => {
	ana.close();
	await server.stop();
});

/** Ten of them at once, again and again. */
async function sendMany(count: number, what = words): Promise<void> {
	const send = () => ana.get('message.send', { id: newId(), chatId, content: text(what) });
	for (let left = count; left > 0; left -= 10) await Promise.all(Array.from({ length: 10 }, send));
}

test('20: a websocket that does not read is closed, its buffer is bounded, and others do not feel it', async () => {
	const raw = await RawSocket.open(server.url, ben.cookie);
	const other = await connect(server, ben);
	await sendMany(many);
	const last = await ana.get('message.send', { id: newId(), chatId, content: text('The last') });
	await other.told('message.new', ({ id }) => id === last.id);
	expect(other.count('message.new')).toBe(many + 1);

	// It begins to read when all is over: what the kernels kept is there, and then nothing.
	const toTheLast = raw.until((frame) => frame.includes(last.id));
	expect(
		await toTheLast.then(
			() => 'all',
			() => 'ended'
		)
	).toBe('ended');
	expect(raw.frames.join('').length).toBeLessThan((many * words.length) / 2);
	other.close();
	expect((await server.app.metrics.read()).text).toMatch(/^inkling_slow_readers_cut_total 1$/m);

	// Nothing is lost: who comes again finds all of it.
	const again = await connect(server, ben);
	const [newest] = await again.get('chat.messages.get', { chatId, limit: 1 });
	expect(newest).toMatchObject({ id: last.id });
	again.close();
});

/** Opens a connection by polling; answers the address of its requests. */
async function openPolling(): Promise<string> {
	const address = `${server.url}/socket.io/?EIO=4&transport=polling`;
	const opened = await (await fetch(address, { headers: headers() })).text();
	const own = `${address}&sid=${(JSON.parse(opened.slice(1)) as { sid: string }).sid}`;
	await fetch(own, { method: 'POST', headers: headers(), body: `40${JSON.stringify(hello())}` });
	expect(await (await fetch(own, { headers: headers() })).text()).toMatch(/^40/);
	return own;
}

const headers = () => ({ cookie: ben.cookie, origin: server.url });

test('20: polling that asks for nothing more is closed', async () => {
	const own = await openPolling();
	await sendMany(80);
	expect((await fetch(own, { headers: headers() })).status).toBe(400);
});

test('20: polling that asks again and again and reads no answer is closed', async () => {
	// A page of 5.7 MB is more than both ends' kernels keep of one that nobody reads.
	await sendMany(100, '墨'.repeat(19_000));
	const own = await openPolling();
	const { pathname, search, host, hostname, port } = new URL(own);
	const page = `427${JSON.stringify(['chat.messages.get', { chatId, limit: 100 }])}`;
	const unread: Socket[] = [];
	for (let times = 5; times > 0; times--) {
		const tcp = connectTcp(Number(port), hostname);
		unread.push(tcp);
		tcp.on('error', () => {});
		tcp.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${ben.cookie}\r\n\r\n`);
		await fetch(own, { method: 'POST', headers: headers(), body: page });
		await Promise.race([once(tcp, 'readable'), once(tcp, 'close')]);
	}
	expect((await fetch(own, { headers: headers() })).status).toBe(400);
	for (const tcp of unread) tcp.destroy();
});

test('20: who reads slowly is not cut off, not even from an answer that is larger than the bound', async () => {
	const raw = await RawSocket.open(server.url, ben.cookie);
	// Twenty at a time are less than half of what may wait.
	for (let sent = 20; sent <= 200; sent += 20) {
		await sendMany(20);
		let told = 0;
		// Several of them may come in one frame.
		await raw.until((frame) => (told += frame.split('"message.new"').length - 1) === 20);
	}
	raw.send(`427${JSON.stringify(['chat.messages.get', { chatId, limit: 100 }])}`);
	const answer = await raw.until((frame) => frame.startsWith('437'));
	expect(Buffer.byteLength(answer)).toBeGreaterThan(1.5 * waitingBytesMax);
	expect(raw.closed).toBe(false);
	raw.tcp.destroy();
});
