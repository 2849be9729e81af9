// How many messages a second a built server takes over sockets, side by side with others:
//   node bench/sends.ts <folder> <folder> …
// Each folder holds a server.js with its build; an entry may name settings too: folder,LOG_LEVEL=debug. All of them run at once, and
// get their turns one after the other, so that what else the machine does meets all alike. RATE_LIMITS is off. The time of the
// processor for each message (Linux) says more than the rate where others use the machine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { newId } from '../src/lib/protocol/ids.ts';
import { text } from '../tests/support/documents.ts';
import { hello } from '../tests/support/hello.ts';
import { signUpOver } from '../tests/support/spawn-server.ts';

const [sockets, turns, secondsEach] = [20, Number(process.env['TURNS'] ?? 20), 1];

type Contestant = {
	entry: string;
	clients: Socket[];
	chatId: string;
	rates: number[];
	costs: number[];
	used: () => Promise<number>;
	stop(): Promise<void>;
};

async function enter(entry: string, port: number): Promise<Contestant> {
	const [folder = '.', ...pairs] = entry.split(',');
	const dataDir = await mkdtemp(join(tmpdir(), 'inkling-'));
	const settings = Object.fromEntries(pairs.map((pair) => pair.split('=')));
	const own = { DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', RATE_LIMITS: 'off' };
	const env = { ...process.env, ...own, ...settings };
	const child = spawn(process.execPath, ['server.js'], {
		cwd: folder,
		env,
		stdio: ['ignore', 'pipe', 'inherit']
	});
	await new Promise<void>((resolve) => {
		child.stdout.on('data', (chunk: Buffer) => String(chunk).includes('listens on') && resolve());
	});
	const url = `http://127.0.0.1:${port}`;
	const { cookie } = await signUpOver({ url }, 'ana');
	const clients = await Promise.all(Array.from({ length: sockets }, () => open(url, cookie)));
	const chatId = newId();
	await clients[0]?.emitWithAck('chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Boats' });
	const stop = async () => {
		for (const client of clients) client.disconnect();
		const ended = once(child, 'exit');
		child.kill('SIGTERM');
		await ended;
		await rm(dataDir, { recursive: true });
	};
	const used = () => processorSeconds(child.pid ?? 0);
	return { entry, clients, chatId, rates: [], costs: [], used, stop };
}

/** That a process has used, in all its threads. The kernel counts in hundredths. */
async function processorSeconds(pid: number): Promise<number> {
	const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function open(url: string, cookie: string): Promise<Socket> {
	const extraHeaders = { cookie, origin: url };
	const socket = io(url, { transports: ['websocket'], forceNew: true, extraHeaders, auth: hello() });
	await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
	return socket;
}

/** Each socket sends one message after the other, as soon as the last is acknowledged. */
async function play({ clients, chatId, rates, costs, used }: Contestant): Promise<void> {
	const before = await used();
	const begun = performance.now();
	let sent = 0;
	const send = async (socket: Socket) => {
		while (performance.now() - begun < secondsEach * 1000) {
			const reply = await socket.emitWithAck('message.send', { id: newId(), chatId, content: text('Ahoy') });
			if (!reply.ok) throw new Error(JSON.stringify(reply));
			sent++;
		}
	};
	await Promise.all(clients.map(send));
	costs.push(((await used()) - before) / sent);
	rates.push(sent / ((performance.now() - begun) / 1000));
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const entries = process.argv.slice(2);
const all = await Promise.all(entries.map((entry, n) => enter(entry, 4600 + n)));
for (const one of all) await play(one);
for (const one of all) one.rates.length = one.costs.length = 0;
for (let turn = 0; turn < turns; turn++) for (const one of turn % 2 ? all.toReversed() : all) await play(one);
const [first] = all;
for (const { entry, rates, costs } of all) {
	const ratio = median(costs.map((cost, n) => cost / (first?.costs[n] ?? cost)));
	const [rate, cost] = [Math.round(median(rates)), Math.round(median(costs) * 1e6)];
	console.log(
		`${entry}: ${rate} messages/s, ${cost} µs of processor each, ${ratio.toFixed(3)} times the first`
	);
}
await Promise.all(all.map((one) => one.stop()));
