import { backoff } from '../../src/lib/client/sync/backoff.ts';
import type { Data } from '../../src/lib/protocol/contract.ts';
import type { Message } from '../../src/lib/protocol/entities.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { bodyOf } from '../support/body.ts';
import { inTurns } from '../support/in-turns.ts';
import { cpuSecondsOf, type Pinned } from '../support/pinned.ts';
import { demand, Product } from '../support/product.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import { quantile } from '../support/spread.ts';

/** What came of it when everybody lost the server at once and came back. Times are from when it listened again, in ms. */
export type StormRun = {
	host: string;
	clients: number;
	/** Until somebody was connected again and knew all that was said meanwhile. */
	p50Ms: number;
	p99Ms: number;
	worstMs: number;
	/** From the kill until the server listened again. */
	downMs: number;
	/** What one who came back took of the server's processor, and of the processor of the load, in µs. */
	serverUs: number;
	loadUs: number;
	/** Messages that were acknowledged, and are not known to somebody who should know them; null where none were said. */
	missing: number | null;
};

/** Seconds of the processor that each side has used. */
type Cpu = { server: number; load: number };

const groupSize = 100;
const saidBeforeKill = 20;

type Client = {
	index: number;
	deviceId: string;
	chatId: string;
	cursor: string | null;
	socket: RawSocket;
	/** The place of the last message that it knows, and of all before it. */
	seq: number;
};

/** Everybody is in a group of a hundred in which somebody speaks until the server is killed. */
export async function runStorm(clients: number, tell: (run: StormRun) => void): Promise<void> {
	const product = await Product.start(clients);
	const everybody = await gather(product, clients);
	const acknowledged = await speakUntilKilled(product, everybody);
	const killed = performance.now();
	await product.startAgain();
	const up = performance.now();
	const before = cpuOf(product.server);
	const back = await Promise.all(everybody.map((client) => comeBack(product, client)));
	const after = cpuOf(product.server);
	const missing = everybody.reduce(
		(sum, { chatId, seq }) => sum + Math.max(0, (acknowledged.get(chatId) ?? 0) - seq),
		0
	);
	for (const { socket } of everybody) socket.close();
	await product.stop();
	const times = back.map((at) => at - up);
	tell(stormRun('inkling', times, up - killed, { before, after }, missing));
}

/** What came of it. `times`: until each was back, in ms. */
export function stormRun(
	host: string,
	times: number[],
	downMs: number,
	{ before, after }: { before: Cpu; after: Cpu },
	missing: number | null
): StormRun {
	const clients = times.length;
	const ascending = times.toSorted((one, other) => one - other);
	return {
		host,
		clients,
		p50Ms: quantile(ascending, 0.5),
		p99Ms: quantile(ascending, 0.99),
		worstMs: quantile(ascending, 1),
		downMs,
		serverUs: ((after.server - before.server) / clients) * 1e6,
		loadUs: ((after.load - before.load) / clients) * 1e6,
		missing
	};
}

/** Of both sides so far, in seconds. */
export function cpuOf(server: Pinned): Cpu {
	return { server: server.cpuSeconds(), load: cpuSecondsOf(process.pid) };
}

async function gather(product: Product, count: number): Promise<Client[]> {
	const { people } = product;
	const clients = await inTurns(count, async (index): Promise<Client> => {
		const deviceId = newId();
		const socket = await product.connect(people[index] ?? { id: '', cookie: '' }, deviceId);
		return { index, deviceId, chatId: '', cursor: null, socket, seq: 0 };
	});
	for (let from = 0; from < count; from += groupSize) {
		const group = clients.slice(from, from + groupSize);
		const chatId = newId();
		const ids = group.slice(1).map(({ index }) => people[index]?.id ?? '');
		const [first] = group;
		if (!first) continue;
		const half = Math.floor(ids.length / 2);
		await demand(first.socket, 'chat.create', {
			id: chatId,
			kind: 'group',
			memberIds: ids.slice(0, half),
			title: 'Storm'
		});
		// A chat is its maker's alone until somebody says something.
		await demand(first.socket, 'message.send', { id: newId(), chatId, content: bodyOf() });
		await demand(first.socket, 'chat.members.add', { chatId, userIds: ids.slice(half) });
		for (const client of group) client.chatId = chatId;
	}
	await Promise.all(clients.map(pull));
	return clients;
}

/** The first of each group says one thing after the other; in the middle of it the server is killed. Answers the last place that was acknowledged in each. */
async function speakUntilKilled(product: Product, clients: Client[]): Promise<Map<string, number>> {
	const speakers = clients.filter(({ index }) => index % groupSize === 0);
	const acknowledged = new Map<string, number>();
	let said = 0;
	let kill = () => {};
	const enough = new Promise<void>((resolve) => (kill = resolve));
	const ended = product.server.ended().then(() => undefined);
	const speak = async ({ socket, chatId }: Client) => {
		for (;;) {
			const answer = demand(socket, 'message.send', { id: newId(), chatId, content: bodyOf() });
			const got = await Promise.race([answer, ended]);
			if (got === undefined) return;
			acknowledged.set(chatId, Number(/"seq":(\d+)/.exec(got)?.[1]));
			if (++said === saidBeforeKill * speakers.length) kill();
		}
	};
	const speaking = speakers.map(speak);
	await enough;
	await product.server.stop('SIGKILL');
	await Promise.all(speaking);
	return acknowledged;
}

/** Comes in, and asks for what it does not know. Answers when it knew. */
async function comeBack(product: Product, client: Client): Promise<number> {
	const person = product.people[client.index] ?? { id: '', cookie: '' };
	client.socket = await untilConnected(() => product.connect(person, client.deviceId));
	await pull(client);
	return performance.now();
}

/** Tries until it is in, with the pauses of the product's own clients. */
export async function untilConnected(connect: () => Promise<RawSocket>): Promise<RawSocket> {
	for (let failures = 0; ; failures++) {
		await new Promise((resolve) => setTimeout(resolve, backoff(failures)));
		const socket = await connect().catch(() => null);
		if (socket) return socket;
	}
}

/** What has changed since the client's cursor, with the latest messages; and what it lacks beyond those, if it does. */
async function pull(client: Client): Promise<void> {
	let lastSeq = 0;
	for (let more = true; more;) {
		const answer = await demand(client.socket, 'sync.initial', { cursor: client.cursor, limit: 100 });
		const [{ data }] = JSON.parse(answer) as [{ data: Data<'sync.initial'> }];
		({ cursor: client.cursor, more } = data);
		lastSeq = data.chats.find(({ id }) => id === client.chatId)?.lastSeq ?? lastSeq;
		take(client, data.hot);
	}
	while (client.seq < lastSeq) {
		const place = { chatId: client.chatId, afterSeq: client.seq, limit: 100 };
		const answer = await demand(client.socket, 'chat.messages.get', place);
		const [{ data }] = JSON.parse(answer) as [{ data: Data<'chat.messages.get'> }];
		take(client, data);
		if (data.length === 0) return;
	}
}

/** Those that go on from what is known; one behind a gap does not. */
function take(client: Client, messages: readonly Message[]): void {
	for (const { chatId, seq } of messages)
		if (chatId === client.chatId && seq === client.seq + 1) client.seq = seq;
}
