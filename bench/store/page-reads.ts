import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../src/lib/protocol/ids.ts';
import { loadChatKeys } from '../../src/lib/server/store/chat-keys.ts';
import { findPage, type Page } from '../../src/lib/server/store/messages.ts';
import { openData, type Data } from '../support/open-data.ts';
import { seedChats } from '../support/seed-chats.ts';
import { readThrough } from '../support/read-through.ts';
import { quantile } from '../support/spread.ts';
import { fillMessages } from './fill-messages.ts';

/** One run: what it costs to read pages of so many messages. Times are of one page, opened. */
export type PageReadsRun = {
	/** How many messages the store has, as it is said. */
	host: string;
	newestP50Ms: number;
	newestP99Ms: number;
	/** A page at any place of the history. */
	anyP50Ms: number;
	anyP99Ms: number;
};

/** How the messages lie: `perChat` of them in each chat, whose messages were written by turns. */
export type Shape = { perChat: number };

type Filled = { host: string; chatIds: string[]; perChat: number; data: Data; dataDir: string };

/** As many as the hub lets a client ask for. */
const limit = 100;
/** So many chats are read of, if there are more. */
const chatsMax = 500;

/** Stores with so many messages each stand side by side and are read in turns. `reads`: so many of each kind in a run. */
export async function runPageReads(
	counts: number[],
	{ perChat }: Shape,
	{ rounds, reads }: { rounds: number; reads: number },
	tell: (run: PageReadsRun) => void
): Promise<void> {
	const stores: Filled[] = [];
	for (const count of counts) stores.push(await fill(count, Math.min(count, perChat)));
	for (const { dataDir } of stores) await readThrough(join(dataDir, 'inkling.db'));
	for (const store of stores) await measure(store, reads);
	for (let round = 0; round < rounds; round++)
		for (const store of round % 2 ? stores.toReversed() : stores)
			tell({ host: store.host, ...(await measure(store, reads)) });
	for (const { data, dataDir } of stores) {
		await data.close();
		await rm(dataDir, { recursive: true });
	}
}

async function fill(count: number, perChat: number): Promise<Filled> {
	const dataDir = await mkdtemp(join(tmpdir(), 'inkling-bench-'));
	const memberIds: [string, string] = [newId(), newId()];
	const wanted = Array.from({ length: count / perChat }, () => ({ memberIds, messages: 0 }));
	const all = await seedChats(dataDir, wanted);
	await fillMessages(dataDir, all, memberIds, count);
	const data = await openData(dataDir);
	const step = Math.ceil(all.length / chatsMax);
	const chatIds = all.filter((_, index) => index % step === 0);
	// To open a chat's key costs the same in every store, and is done once.
	await loadChatKeys(data.store.db, chatIds);
	return { host: `${count.toLocaleString('en')} messages`, chatIds, perChat, data, dataDir };
}

async function measure({ data, chatIds, perChat }: Filled, reads: number) {
	const read = async (page: Page): Promise<number> => {
		const chatId = chatIds[Math.floor(Math.random() * chatIds.length)] ?? '';
		const begun = performance.now();
		const found = await findPage(data.store.db, { chatId, clearedSeq: 0 }, page);
		const ms = performance.now() - begun;
		if (found.length !== limit) throw new Error(`A page has ${found.length} messages.`);
		return ms;
	};
	const [newest, any]: [number[], number[]] = [[], []];
	for (let count = 0; count < reads; count++) {
		newest.push(await read({ limit }));
		const beforeSeq = limit + 1 + Math.floor(Math.random() * (perChat - limit));
		any.push(await read({ beforeSeq, limit }));
	}
	const at = (times: number[], share: number) => quantile(times.sort(ascending), share);
	return {
		newestP50Ms: at(newest, 0.5),
		newestP99Ms: at(newest, 0.99),
		anyP50Ms: at(any, 0.5),
		anyP99Ms: at(any, 0.99)
	};
}

const ascending = (one: number, other: number) => one - other;
