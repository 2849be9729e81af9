import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { logOf, logWith, type Line } from '../support/log-of.ts';
import { post, signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

let server: SpawnedServer;
let ana: { user: { id: string }; cookie: string };
let client: TestClient;
let chatId: string;

beforeAll(async () => {
	server = await spawnServer({ LOG_LEVEL: 'trace', RATE_LIMITS: 'off' });
	ana = await signUpOver(server, 'ana');
	client = await connect(server, ana);
	chatId = newId();
	await client.get('chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Boats' });
});

afterAll(async () => {
	client.close();
	await server.remove();
});

/** What reads it meets a fault from then on. */
function renameTable(name: string, other: string) {
	const database = new DatabaseSync(join(server.dataDir, 'inkling.db'));
	database.exec(`ALTER TABLE ${name} RENAME TO ${other}`);
	database.close();
}

const statements = (lines: Line[]) => lines.flatMap(({ sql }) => (sql === undefined ? [] : [sql]));
const answered = (event: string) => (line: Line) => line.event === event && line.code !== undefined;

test('one id leads from an event to its statements and to its commit, also among others', async () => {
	const contents = Array.from({ length: 20 }, (_, n) => text(`Word ${n}`));
	await Promise.all(contents.map((content) => client.get('message.send', { id: newId(), chatId, content })));
	const log = await logWith(server, answered('message.send'), 20);
	const answers = log.filter(answered('message.send'));
	expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(20);
	const commits = log.filter(({ requests }) => requests !== undefined);
	for (const { requestId, userId, code, ms } of answers) {
		expect({ userId, code, ms }).toEqual({ userId: ana.user.id, code: 'ok', ms: expect.any(Number) });
		const own = log.filter((line) => line.requestId === requestId);
		const inserts = statements(own).filter((sql) => sql.startsWith('insert into "messages"'));
		expect(inserts).toHaveLength(1);
		expect(commits.filter(({ requests }) => requests?.includes(requestId ?? ''))).toHaveLength(1);
	}
	// What a statement was run with is not told.
	const told = log.filter(({ sql }) => sql !== undefined).flatMap((line) => Object.keys(line));
	expect(new Set(told)).toEqual(
		new Set(['level', 'time', 'pid', 'hostname', 'requestId', 'sql', 'ms', 'rows', 'msg'])
	);
	const batches = commits.filter(({ requests }) =>
		answers.some((it) => requests?.includes(it.requestId ?? ''))
	);
	expect(batches.reduce((sum, { commands }) => sum + (commands ?? 0), 0)).toBe(20);
});

test('what came offline in one frame has one id', async () => {
	const mutations = [1, 2].map((n) => ({
		id: newId(),
		event: 'message.send' as const,
		payload: { id: newId(), chatId, content: text(`Late ${n}`) },
		at: Date.now()
	}));
	const before = logOf(server).length;
	await client.get('sync.offline', { mutations });
	const log = await logWith(server, answered('sync.offline'));
	const answers = log.slice(before).filter(({ code }) => code !== undefined);
	expect(answers.map(({ event }) => event)).toEqual(['message.send', 'message.send', 'sync.offline']);
	expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(1);
});

test('a socket that was let in, or not, and a frame that was not read stand in the log', async () => {
	await expect(connect(server, { cookie: 'inkling_session=nobodys' })).rejects.toThrow();
	await client.ask('users.search', { query: 'x'.repeat(1_100_000), limit: 1 });
	const log = await logWith(server, answered('unread'));
	const codes = (event: string) => log.filter(answered(event)).map(({ code }) => code);
	expect(codes('handshake')).toEqual(['ok', 'unauthenticated']);
	expect(codes('unread')).toEqual(['too_large']);
});

test('an answer over HTTP names the id of its lines, which nobody but a trusted proxy can give', async () => {
	const given = newId();
	const ask = async (url: string, id: string) => {
		const headers = { cookie: ana.cookie, 'x-request-id': id };
		return (await fetch(`${url}/api/v1/session`, { headers })).headers.get('x-request-id') ?? '';
	};
	const own = await ask(server.url, given);
	expect(own).toMatch(/^[0-9a-f-]{36}$/);
	expect(own).not.toBe(given);
	const whole = await logWith(server, ({ requestId, route }) => requestId === own && route !== undefined);
	const lines = whole.filter(({ requestId }) => requestId === own);
	expect(statements(lines).length).toBeGreaterThan(0);
	expect(lines.at(-1)).toMatchObject({ method: 'GET', route: '/api/v1/session', status: 200 });

	const behind = await spawnServer({ TRUST_PROXY: 'on', LOG_LEVEL: 'debug' });
	expect(await ask(behind.url, given)).toBe(given);
	const ended = (await logWith(behind, ({ requestId }) => requestId === given)).at(-1);
	expect(ended).toMatchObject({ route: '/api/v1/session', status: 401 });
	for (const odd of ['short', 'with a blank in between', 'x'.repeat(65), '{"requestId":"forged-by-who"}'])
		expect(await ask(behind.url, odd)).toMatch(/^[0-9a-f]{8}-/);
	await behind.remove();
});

test('an event over HTTP and its request share the id, and a fault is found by the one in its answer', async () => {
	const content = text('By HTTP');
	await post(server.url, '/api/v1/message.send', { id: newId(), chatId, content }, ana.cookie);
	const byHttp = ({ route }: Line) => route === '/api/v1/[event]';
	const log = await logWith(server, byHttp);
	const [event, request] = [log.findLast(answered('message.send')), log.findLast(byHttp)];
	expect(request).toMatchObject({ method: 'POST', status: 200 });
	expect(event?.requestId).toBe(request?.requestId);

	renameTable('mentions', 'gone');
	const reply = await client.ask('message.mention.list', { limit: 10 });
	expect(reply).toEqual({
		ok: false,
		error: { code: 'internal', message: expect.any(String) },
		meta: { requestId: expect.any(String) }
	});
	const failed = await logWith(server, answered('message.mention.list'));
	const fault = failed.filter(({ requestId }) => requestId === reply.meta?.requestId);
	expect(fault.map(({ event, code, err }) => err?.message ?? `${event} ${code}`)).toEqual(
		expect.arrayContaining(['no such table: mentions', 'message.mention.list internal'])
	);
});

test('a fault at the handshake tells the client nothing of the inside', async () => {
	renameTable('sessions', 'gone_too');
	await expect(connect(server, ana)).rejects.toThrow(/^The server made a mistake/);
	const log = await logWith(server, ({ msg }) => msg === 'A handshake failed.');
	expect(log.at(-1)).toMatchObject({
		requestId: expect.any(String),
		err: { message: 'no such table: sessions' }
	});
});
