import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '$lib/protocol/contract.ts';
import { errorCodes } from '$lib/protocol/errors.ts';
import { newId } from '$lib/protocol/ids.ts';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { post, signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

const token = 'a-token-of-this-test';
let server: SpawnedServer;
let client: TestClient;
let chatId: string;
let userId: string;

beforeAll(async () => {
	server = await spawnServer({ HOST: '0.0.0.0', RATE_TYPING: '1/1', LIMIT_SOCKETS_PER_USER: '1' });
	const ana = await signUpOver(server, 'ana');
	userId = ana.user.id;
	client = await connect(server, ana);
	chatId = newId();
	await client.get('chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Boats' });
	await client.get('message.send', { id: newId(), chatId, content: text('Ahoy') });
	await client.ask('message.send', { nonsense: true });
	await client.ask('no.such.event');
	await client.ask('users.search', { query: 'x'.repeat(1_100_000), limit: 1 });
	await client.ask('typing.start', { chatId });
	await client.ask('typing.start', { chatId });
	await expect(connect(server, ana)).rejects.toThrow();
	for (let times = 0; times < 6; times++)
		await post(server.url, '/api/v1/session', { username: 'ana', password: 'not the right one' });
});

afterAll(async () => {
	client.close();
	await server.remove();
});

const readFrom = (url: string, headers: Record<string, string> = {}) => fetch(`${url}/metrics`, { headers });

test('the machine itself reads what the server counts, in the format of Prometheus', async () => {
	const answer = await readFrom(server.url);
	expect(answer.status).toBe(200);
	expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
	expect(answer.headers.get('cache-control')).toBe('no-store');
	const lines = (await answer.text()).split('\n');
	expect(lines).toEqual(
		expect.arrayContaining([
			'inkling_events_total{event="message.send",code="ok"} 1',
			'inkling_events_total{event="message.send",code="invalid_data"} 1',
			'inkling_events_total{event="unknown",code="unknown_event"} 1',
			'inkling_events_total{event="unread",code="too_large"} 1',
			'inkling_events_total{event="typing.start",code="rate_limited"} 1',
			'inkling_event_seconds_count{event="message.send"} 2',
			'inkling_refusals_total{limit="rate_typing"} 1',
			'inkling_refusals_total{limit="sockets_per_user"} 1',
			'inkling_refusals_total{limit="sign_in_account"} 1',
			'inkling_frames_held_total 0',
			'inkling_slow_readers_cut_total 0',
			'inkling_sockets 1',
			'inkling_rooms{kind="chat"} 1',
			'inkling_rooms{kind="user"} 1',
			'inkling_rooms{kind="session"} 1',
			expect.stringMatching(/^inkling_connections [12]$/),
			expect.stringMatching(/^inkling_commit_commands_count [1-9]/),
			expect.stringMatching(/^inkling_commit_seconds_sum 0\.\d+/),
			expect.stringMatching(/^inkling_event_loop_delay_seconds{quantile="0.99"} \d/),
			expect.stringMatching(/^process_resident_memory_bytes \d{6,}$/)
		])
	);
});

/** Each metric with its type and the names of its labels. */
function familiesOf(text: string): Record<string, string> {
	const families: Record<string, string> = {};
	for (const line of text.split('\n')) {
		const [, name, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
		if (name && type) families[name] = type;
		const [, sample = '', labels = ''] = /^(\w+){(.*)} /.exec(line) ?? [];
		const family = families[sample] ? sample : sample.replace(/_(bucket|sum|count)$/, '');
		for (const [, label] of labels.matchAll(/(\w+)="/g))
			if (families[family] && !families[family].split(' ').includes(label ?? ''))
				families[family] += ` ${label}`;
	}
	return families;
}

test('these metrics there are, with these labels', async () => {
	expect(familiesOf(await (await readFrom(server.url)).text())).toEqual({
		inkling_events_total: 'counter event code',
		inkling_event_seconds: 'histogram le event',
		inkling_refusals_total: 'counter limit',
		inkling_frames_held_total: 'counter',
		inkling_slow_readers_cut_total: 'counter',
		inkling_faults_total: 'counter',
		inkling_commit_commands: 'histogram le',
		inkling_commit_seconds: 'histogram le',
		inkling_connections: 'gauge',
		inkling_sockets: 'gauge',
		inkling_rooms: 'gauge kind',
		inkling_event_loop_delay_seconds: 'gauge quantile',
		process_resident_memory_bytes: 'gauge',
		process_start_time_seconds: 'gauge',
		process_cpu_seconds_total: 'counter',
		nodejs_heap_size_used_bytes: 'gauge'
	});
});

test('a label holds what the contract names, however many events are made up', async () => {
	for (let n = 0; n < 20; n++) await client.ask(`made.up.${n}`);
	const lines = await (await readFrom(server.url)).text();
	const values = (label: string) =>
		[...lines.matchAll(new RegExp(`${label}="([^"]*)"`, 'g'))].map(([, it]) => it);
	const events = [...Object.keys(contract(defaultLimits)), 'unknown', 'unread'];
	expect(events).toEqual(expect.arrayContaining(values('event')));
	expect(['ok', ...Object.keys(errorCodes)]).toEqual(expect.arrayContaining(values('code')));
	expect(new Set(values('kind'))).toEqual(new Set(['chat', 'user', 'session']));
	expect(lines).toContain('inkling_events_total{event="unknown",code="unknown_event"} 21\n');
});

test('they tell of nobody', async () => {
	const told = await (await readFrom(server.url)).text();
	for (const name of ['ana', 'Boats', 'Ahoy', 'no.such.event', userId, chatId])
		expect(told).not.toContain(name);
});

test('to whoever asks from elsewhere, through a proxy or by another name, there is no such page', async () => {
	for (const headers of [
		{ 'x-forwarded-for': '203.0.113.7' },
		{ forwarded: 'for=203.0.113.7' },
		{ via: '1.1 a' }
	])
		expect((await readFrom(server.url, headers)).status).toBe(404);
	const outside = Object.values(networkInterfaces())
		.flatMap((list) => list ?? [])
		.find(({ internal, family }) => !internal && family === 'IPv4');
	if (outside) {
		const { port } = new URL(server.url);
		expect((await readFrom(`http://${outside.address}:${port}`)).status).toBe(404);
	}
});

test('behind a proxy, and with a token, only the token opens them', async () => {
	const behind = await spawnServer({ TRUST_PROXY: 'on' });
	expect((await readFrom(behind.url)).status).toBe(404);
	await behind.remove();
	const far = await spawnServer({ INKLING_METRICS_TOKEN: token, ORIGIN: 'https://chat.example.org' });
	expect((await readFrom(far.url)).status).toBe(404);
	expect((await readFrom(far.url, { authorization: `Bearer ${token}x` })).status).toBe(404);
	expect((await readFrom(far.url, { authorization: `Bearer ${token}` })).status).toBe(200);
	await far.remove();
	const public_ = await spawnServer({ ORIGIN: 'https://chat.example.org' });
	expect((await readFrom(public_.url)).status).toBe(404);
	await public_.remove();
});
