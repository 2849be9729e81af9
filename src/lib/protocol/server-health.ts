import { z } from 'zod';
import { time } from './shapes.ts';

const bytes = z.number().nonnegative();
const count = z.int().nonnegative();

/** How the server is. Times since the start of the process; nothing of anybody. */
export const serverHealth = z.strictObject({
	version: z.string(),
	node: z.string(),
	startedAt: time,
	people: count,
	/** Connections with somebody signed in. */
	sockets: count,
	/** What failed without a refusal in words: each stands in the log. */
	faults: count,
	disk: z.strictObject({
		database: bytes,
		/** What is written and not yet moved into the database file: its WAL. */
		log: bytes,
		/** What the disk with the data has left for the server. */
		free: bytes
	}),
	/** Transactions that were written, and how long the writing took on average, its fsync included; null before the first. */
	commits: z.strictObject({ count, meanMs: z.number().nonnegative().nullable() }),
	/** How late the event loop was since this was last asked for: 99 of 100 looks were not later. */
	lateMs: z.number().nonnegative(),
	/** Which provider keeps the master key, and whether it answers. */
	keys: z.strictObject({ provider: z.string(), answers: z.boolean() })
});

export type ServerHealth = z.infer<typeof serverHealth>;
