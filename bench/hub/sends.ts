import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../src/lib/protocol/ids.ts';
import { bodyOf } from '../support/body.ts';
import { startBare } from '../support/start-bare.ts';
import { cpuSecondsOf, type Pinned } from '../support/pinned.ts';
import { demand, Product } from '../support/product.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { quantile } from '../support/spread.ts';

/** One run: how many messages a second were acknowledged, so stored, and how long that took from the first byte to the answer. */
export type SendsRun = {
	host: string;
	senders: number;
	sentPerSecond: number;
	p50Ms: number;
	p99Ms: number;
	/** Seconds of the server's processor for a thousand messages. */
	cpuPerThousand: number;
	serverCpu: number;
	loadCpu: number;
};

/** A server with so many people, each of whom can send into a chat of two; the others are connected too. */
type Post = { server: Pinned; send: (() => Promise<unknown>)[]; stop(): Promise<void> };

const posts: Record<string, (senders: number) => Promise<Post>> = {
	inkling: openProduct,
	'socket.io and SQLite': openMinimal
};

async function openProduct(senders: number): Promise<Post> {
	const product = await Product.start(2 * senders);
	const sockets = await Promise.all(product.people.map((person) => product.connect(person)));
	const send = await Promise.all(
		sockets.slice(0, senders).map(async (socket, index) => {
			const id = newId();
			const memberIds = [product.people[senders + index]?.id ?? ''];
			await demand(socket, 'chat.create', { id, kind: 'direct', memberIds });
			return () => demand(socket, 'message.send', { id: newId(), chatId: id, content: bodyOf() });
		})
	);
	return { server: product.server, send, stop: () => leave(sockets, () => product.stop()) };
}

async function openMinimal(senders: number): Promise<Post> {
	const folder = await mkdtemp(join(tmpdir(), 'inkling-bench-'));
	const { server, url } = await startBare('minimal', { DATABASE: join(folder, 'messages.db') });
	const chats = Array.from({ length: senders }, newId);
	const sockets = await Promise.all(
		[...chats, ...chats].map((chatId) => RawSocket.connect(url, { chats: [chatId] }))
	);
	const send = chats.map((chatId, index) => () => {
		const message = { id: newId(), chatId, content: bodyOf() };
		return sockets[index]?.ask('send', message) ?? Promise.reject(new Error('Nobody sends.'));
	});
	const stop = () =>
		leave(sockets, async () => {
			await server.stop();
			await rm(folder, { recursive: true });
		});
	return { server, send, stop };
}

async function leave(sockets: RawSocket[], stop: () => Promise<void>): Promise<void> {
	for (const socket of sockets) socket.close();
	await stop();
}

/** Each sends the next message as soon as the last is acknowledged. Answers how long each took, in ms, ascending. */
async function play({ send }: Post, seconds: number): Promise<{ times: number[]; ms: number }> {
	const times: number[] = [];
	const begun = performance.now();
	await Promise.all(
		send.map(async (one) => {
			for (let at = performance.now(); at - begun < seconds * 1000; at = performance.now()) {
				await one();
				times.push(performance.now() - at);
			}
		})
	);
	return { times: times.sort((one, other) => one - other), ms: performance.now() - begun };
}

/** Interleaved runs on all servers. */
export async function runSends(
	senders: number,
	{ rounds, seconds }: { rounds: number; seconds: number },
	tell: (run: SendsRun) => void
): Promise<void> {
	const open = await Promise.all(
		Object.entries(posts).map(async ([host, start]) => ({ host, post: await start(senders) }))
	);
	for (const { post } of open) await play(post, Math.min(seconds, 1));
	for (let round = 0; round < rounds; round++)
		for (const { host, post } of round % 2 ? open.toReversed() : open) {
			const [server, load] = [post.server.cpuSeconds(), cpuSecondsOf(process.pid)];
			const { times, ms } = await play(post, seconds);
			const [serverUsed, loadUsed] = [post.server.cpuSeconds() - server, cpuSecondsOf(process.pid) - load];
			tell({
				host,
				senders,
				sentPerSecond: times.length / (ms / 1000),
				p50Ms: quantile(times, 0.5),
				p99Ms: quantile(times, 0.99),
				cpuPerThousand: (serverUsed / times.length) * 1000,
				serverCpu: serverUsed / (ms / 1000),
				loadCpu: loadUsed / (ms / 1000)
			});
		}
	await Promise.all(open.map(({ post }) => post.stop()));
}
