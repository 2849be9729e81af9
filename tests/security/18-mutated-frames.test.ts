import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text as readAll } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

/**
 * `MUTATED_FRAMES=100000` for the whole of it; `MUTATED_RATES=off` lets all that the server reads come through to the
 * handlers. How much it reads of one person stays bounded.
 */
const frames = Number(process.env['MUTATED_FRAMES'] ?? 4_000);
const attackers = 2;
const honest = 20;
/** How often each of them writes. */
const everyMs = 200;
const plenty = '1000000/1000000';

let server: SpawnedServer;
let clients: TestClient[];
let chatIds: string[];
let mallory: { cookie: string };
const gone: string[] = [];
const heard: Set<string>[] = [];

beforeAll(async () => {
	const lifted = { RATE_DRAFT: plenty, RATE_SEND: plenty, RATE_TYPING: plenty, RATE_OTHER: plenty };
	server = await spawnServer(process.env['MUTATED_RATES'] === 'off' ? lifted : {});
	const owner = await signUpOver(server, 'ana');
	const people = [owner];
	while (people.length < honest) people.push(await signUpOver(server, `honest${people.length}`, owner));
	mallory = await signUpOver(server, 'mallory', owner);
	clients = await Promise.all(people.map((person) => connect(server, person)));
	chatIds = [];
	for (let pair = 0; pair < honest; pair += 2) {
		const chatId = newId();
		const other = people[pair + 1]?.user.id ?? '';
		await clients[pair]?.get('chat.create', { id: chatId, kind: 'direct', memberIds: [other] });
		chatIds.push(chatId);
	}
	for (const [index, client] of clients.entries()) {
		client.socket.on('disconnect', (reason) => gone.push(`${index}: ${reason}`));
		heard[index] = new Set();
	}
});

afterAll(async () => {
	for (const client of clients) client.close();
	await server.remove();
});

/** All write to each other until `over`; answers how long each waited for its answer, in ms, and what was acknowledged. */
async function talk(over: Promise<unknown>) {
	let going = true;
	const end = () => (going = false);
	over.then(end, end);
	const waits: number[] = [];
	const acknowledged: { id: string; by: number }[] = [];
	await Promise.all(
		clients.map(async (client, by) => {
			while (going) {
				const id = newId();
				const began = performance.now();
				const chatId = chatIds[by >> 1] ?? '';
				const sent = client.get('message.send', { id, chatId, content: text(`From ${by}`) });
				// A connection that broke is told of by what stands in `gone`.
				if (!(await sent.catch(() => null))) return;
				waits.push(performance.now() - began);
				acknowledged.push({ id, by });
				await new Promise((resolve) => setTimeout(resolve, everyMs));
			}
		})
	);
	waits.sort((a, b) => a - b);
	const p99 = waits[Math.floor(waits.length * 0.99)] ?? 0;
	return { p99, count: waits.length, acknowledged };
}

async function attack(seed: number): Promise<{ sent: number; closed: number }> {
	const own = await connect(server, mallory);
	const ownChat = newId();
	await own.get('chat.create', { id: ownChat, kind: 'self', memberIds: [] });
	own.close();
	const args = [server.url, mallory.cookie, ownChat, chatIds[seed % chatIds.length] ?? ''];
	const child = spawn(
		process.execPath,
		['tests/security/support/attack.ts', ...args, String(Math.ceil(frames / attackers)), String(seed)],
		{ stdio: ['ignore', 'pipe', 'inherit'] }
	);
	const [output, [code]] = await Promise.all([readAll(child.stdout), once(child, 'exit')]);
	expect(code).toBe(0);
	return JSON.parse(output) as { sent: number; closed: number };
}

test(`18: ${frames} mutated frames end no process and no foreign socket, and tell nobody what is not theirs`, async () => {
	const quiet = await talk(new Promise((resolve) => setTimeout(resolve, Math.min(20_000, frames))));
	const attacks = Promise.all(Array.from({ length: attackers }, (_, index) => attack(index + 1)));
	const loud = await talk(attacks);
	const results = await attacks;
	const sum = (of: 'sent' | 'closed') => results.reduce((total, one) => total + one[of], 0);
	console.log(
		`${sum('sent')} mutated frames, ${sum('closed')} connections closed on them; ` +
			`an honest message waits p99 ${quiet.p99.toFixed(1)} ms of ${quiet.count} before, ` +
			`${loud.p99.toFixed(1)} ms of ${loud.count} meanwhile: ${(loud.p99 / quiet.p99).toFixed(2)} times as long`
	);
	expect(sum('sent')).toBeGreaterThanOrEqual(frames);
	expect(gone).toEqual([]);
	expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
	expect(server.output()).not.toMatch(/An event failed/);

	for (const { id, by } of [...quiet.acknowledged, ...loud.acknowledged]) {
		const partner = clients[by ^ 1];
		await partner?.told('message.new', (message) => message.id === id);
	}
	for (const [index, client] of clients.entries()) {
		const own = chatIds[index >> 1];
		const told = client.pushes.flatMap(([name, data]) => (name === 'message.new' ? [data.chatId] : []));
		expect([...new Set(told)]).toEqual([own]);
		const messages = await client.get('chat.messages.get', { chatId: own ?? '', limit: 100 });
		expect(new Set(messages.map(({ senderId }) => senderId)).size).toBeLessThanOrEqual(2);
	}
}, 600_000);
