import { pageSizes } from '../../src/lib/client/sync/page-sizes.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { bodyOf } from '../support/body.ts';
import type { Pinned } from '../support/pinned.ts';
import { demand, Product } from '../support/product.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import { seedChats } from '../support/seed-chats.ts';
import type { Account } from '../support/seed-people.ts';
import { spreadOf } from '../support/spread.ts';

/** What a pull cost: as long as it took, how much of the server's processor, and how much was told. */
type Cost = { ms: number; cpuMs: number; bytes: number };

/** One run: how somebody with so many chats comes to know them all, and later what changed. */
export type InitialSyncRun = {
	host: string;
	chats: number;
	/** Until the server has let the socket in. */
	connectMs: number;
	/** The first that the server is asked after its start. */
	cold: { firstMs: number; allMs: number };
	/** The page that the client asks first. */
	first: Cost;
	/** All pages, one after the other. */
	all: Cost & { pages: number };
	/** What was said in ten chats since. */
	delta: Cost;
};

type Plan = { rounds: number; repeats: number };

const others = 99;
/** So many chats change, the latest active ones. */
const changes = 10;
/** They have as many messages as the server tells of a chat without being asked: a delta may hold them again. */
const busyMessages = 30;

/** Each round in a server that has just started. `repeats`: a pull is shorter than what the kernel counts by, so it is done so often. */
export async function runInitialSync(
	chats: number,
	{ rounds, repeats }: Plan,
	tell: (run: InitialSyncRun) => void
): Promise<void> {
	let chatIds: string[] = [];
	const product = await Product.start(1 + others, async (dataDir, people) => {
		chatIds = await seedChats(dataDir, wantedChats(people, chats));
	});
	for (let round = 0; round < rounds; round++) {
		if (round > 0) await product.server.stop();
		if (round > 0) await product.startAgain();
		const run = await measure(product, chatIds, repeats);
		tell({ host: `${chats.toLocaleString('en')} chats`, chats, ...run });
	}
	await product.stop();
}

/** The first person has each of the others in turn in a group of two. */
function wantedChats(people: Account[], count: number) {
	const [reader = '', ...writers] = people.map(({ id }) => id);
	return Array.from({ length: count }, (_, index) => ({
		memberIds: [reader, writers[index % writers.length] ?? ''] as [string, string],
		messages: index >= count - changes ? busyMessages : 1
	}));
}

async function measure(product: Product, chatIds: string[], repeats: number) {
	const { server, people } = product;
	const begun = performance.now();
	const reader = await product.connect(people[0] ?? { id: '', cookie: '' });
	const connectMs = performance.now() - begun;
	const cold = await pullAll(reader);
	const { cursor, pages } = cold;
	const first = await costOf(server, repeats, () => pull(reader, null));
	const all = { ...(await costOf(server, Math.ceil(repeats / 10), () => pullAll(reader))), pages };
	await change(product, chatIds);
	const delta = await costOf(server, repeats, () => pull(reader, cursor));
	reader.close();
	return { connectMs, cold: { firstMs: cold.firstMs, allMs: cold.allMs }, first, all, delta };
}

/** Somebody says something in each of the ten latest active chats. */
async function change(product: Product, chatIds: string[]): Promise<void> {
	const late = chatIds.slice(-changes);
	await Promise.all(
		late.map(async (chatId, index) => {
			const place = chatIds.length - late.length + index;
			const writer = await product.connect(product.people[1 + (place % others)] ?? { id: '', cookie: '' });
			await demand(writer, 'message.send', { id: newId(), chatId, content: bodyOf() });
			writer.close();
		})
	);
}

async function costOf(
	server: Pinned,
	repeats: number,
	work: () => Promise<{ bytes: number }>
): Promise<Cost> {
	const times: number[] = [];
	let bytes = 0;
	const before = server.cpuSeconds();
	for (let count = 0; count < repeats; count++) {
		const begun = performance.now();
		({ bytes } = await work());
		times.push(performance.now() - begun);
	}
	const cpuMs = ((server.cpuSeconds() - before) * 1000) / repeats;
	return { ms: spreadOf(times).median, cpuMs, bytes };
}

/** One page, as the product's own client asks for it. */
async function pull(socket: RawSocket, cursor: string | null) {
	const limit = cursor === null ? pageSizes.first : pageSizes.next;
	const answer = await demand(socket, 'sync.initial', { cursor, limit });
	const [{ data }] = JSON.parse(answer) as [{ data: { cursor: string; more: boolean } }];
	return { cursor: data.cursor, more: data.more, bytes: Buffer.byteLength(answer) };
}

async function pullAll(socket: RawSocket) {
	const begun = performance.now();
	let page = await pull(socket, null);
	const firstMs = performance.now() - begun;
	let [bytes, pages] = [page.bytes, 1];
	for (; page.more; pages++) {
		page = await pull(socket, page.cursor);
		bytes += page.bytes;
	}
	return { firstMs, allMs: performance.now() - begun, bytes, pages, cursor: page.cursor };
}
