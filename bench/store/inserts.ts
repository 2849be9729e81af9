import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../src/lib/protocol/ids.ts';
import { findChat, takeSeq } from '../../src/lib/server/store/chats.ts';
import { insertMessage } from '../../src/lib/server/store/messages.ts';
import type { Store } from '../../src/lib/server/store/open-store.ts';
import { bodyOf } from '../support/body.ts';
import { openData } from '../support/open-data.ts';
import { seedChats } from '../support/seed-chats.ts';

/** One run: how many messages a second the store took, each on the disk before its promise settled. */
export type InsertsRun = {
	host: string;
	insertedPerSecond: number;
	/** Of this process’s processor, for one. */
	cpuMsEach: number;
};

/** So many commands wait for the store at any time, by the name in the report. */
const crowds = { 'one at a time': 1, '64 at once': 64, '256 at once': 256 } as const;
const chats = 100;

/** Without hub and handlers: the store alone seals and writes. Interleaved. */
export async function runInserts(
	{ rounds, seconds }: { rounds: number; seconds: number },
	tell: (run: InsertsRun) => void
): Promise<void> {
	const dataDir = await mkdtemp(join(tmpdir(), 'inkling-bench-'));
	const [reader, writer] = [newId(), newId()];
	const wanted = Array.from({ length: chats }, () => ({
		memberIds: [reader, writer] as [string, string],
		messages: 0
	}));
	const chatIds = await seedChats(dataDir, wanted);
	const data = await openData(dataDir);
	await insertFor(data.store, chatIds, { crowd: 64, seconds: Math.min(seconds, 1) });
	const entries = Object.entries(crowds);
	for (let round = 0; round < rounds; round++)
		for (const [host, crowd] of round % 2 ? entries.toReversed() : entries)
			tell({ host, ...(await insertFor(data.store, chatIds, { crowd, seconds })) });
	await data.close();
	await rm(dataDir, { recursive: true });
}

async function insertFor(
	store: Store,
	chatIds: string[],
	{ crowd, seconds }: { crowd: number; seconds: number }
): Promise<Omit<InsertsRun, 'host'>> {
	const senderId = newId();
	let count = 0;
	const insert = async (index: number) => {
		const chatId = chatIds[index % chatIds.length] ?? '';
		while (performance.now() - begun < seconds * 1000) {
			await store.write(async (tx) => {
				const chat = await findChat(tx, chatId);
				if (!chat) throw new Error('A chat that was made is not there.');
				const place = { id: newId(), chatId, seq: takeSeq(tx, chat), senderId, ahead: false };
				await insertMessage(tx, { ...place, content: bodyOf(), replyTo: null, forwarded: null });
			});
			count++;
		}
	};
	const used = process.cpuUsage();
	const begun = performance.now();
	await Promise.all(Array.from({ length: crowd }, (_, index) => insert(index)));
	const ms = performance.now() - begun;
	const { user, system } = process.cpuUsage(used);
	return { insertedPerSecond: count / (ms / 1000), cpuMsEach: (user + system) / 1000 / count };
}
