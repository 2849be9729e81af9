import type { KeyProvider } from '../keyring/key-provider.ts';
import { contextOf } from '../keyring/keyring.ts';
import { appendAudit } from './audit.ts';
import { changeMasterKey, makeCheck, masterKeyName } from './master-key.ts';
import type { Db, Store, Tx } from './open-store.ts';

/** How many keys are wrapped anew in one transaction: those of the running server wait no longer than for these. */
const keysPerCommit = 100;
/** Between two transactions the disk is the server's alone. */
const pauseMs = 20;

type WrappedRow = { chat_id: string; generation: number; wrapped: Uint8Array; wrapped_by: string };

/** How many chat keys each master key has wrapped; `current`: the one that wraps new ones. */
export type KeyCounts = { current: string; total: number; earlier: number; byMasterKey: Map<string, number> };

export async function countChatKeys(db: Db): Promise<KeyCounts> {
	const current = await masterKeyName(db.sql);
	const rows = await db.sql
		.selectFrom('chat_keys')
		.select((eb) => ['wrapped_by', eb.fn.countAll<number>().as('count')])
		.groupBy('wrapped_by')
		.execute();
	const byMasterKey = new Map(rows.map(({ wrapped_by, count }) => [wrapped_by, count]));
	const total = rows.reduce((sum, { count }) => sum + count, 0);
	return { current, total, earlier: total - (byMasterKey.get(current) ?? 0), byMasterKey };
}

/** From now on the provider's newest master key wraps. What is wrapped stays as it is until it is rewrapped. */
export async function useNewestMasterKey(store: Store, provider: KeyProvider): Promise<void> {
	await provider.reload();
	const check = await makeCheck(provider, provider.newest());
	await store.write(async (tx) => {
		await changeMasterKey(tx.sql, check);
		await appendAudit(tx, {
			action: 'keys.rotated',
			actorId: null,
			details: { masterKey: provider.newest() }
		});
	});
}

/**
 * Wraps with the current master key what earlier ones have wrapped, beside a server that runs. Each step is on the disk
 * before the next begins: stopped at any time, it goes on where it was. Yields how many keys were wrapped anew so far.
 */
export async function* rewrapChatKeys(store: Store, provider: KeyProvider): AsyncGenerator<number> {
	for (let done = 0; ;) {
		const rows = await findEarlier(store.db);
		if (rows.length === 0) return;
		const keys = rows.map(({ chat_id, generation, wrapped, wrapped_by }) => ({
			wrapped,
			by: wrapped_by,
			context: contextOf(chat_id, generation)
		}));
		const rewrapped = await provider.rewrap(keys);
		await store.write(async (tx) => {
			for (const [index, row] of rows.entries()) {
				const key = rewrapped[index];
				if (key) await replace(tx, row, key.wrapped, key.by);
			}
		});
		yield (done += rows.length);
		await new Promise((resolve) => setTimeout(resolve, pauseMs));
	}
}

/** Lets go of the earlier master keys. `false`: there are chat keys that only they open. */
export async function dropEarlierMasterKeys(store: Store, provider: KeyProvider): Promise<boolean> {
	// In a transaction: every key that is made meanwhile is made by the current master key.
	const { earlier, current } = await store.write((tx) => countChatKeys(tx));
	if (earlier > 0 || current !== provider.newest()) return false;
	await provider.dropEarlier();
	return true;
}

/** Some that an earlier master key has wrapped, by way of the index: on both sides of the current one's name. */
async function findEarlier(db: Db): Promise<WrappedRow[]> {
	const current = await masterKeyName(db.sql);
	for (const side of ['<', '>'] as const) {
		const rows = await db.sql
			.selectFrom('chat_keys')
			.select(['chat_id', 'generation', 'wrapped', 'wrapped_by'])
			.where('wrapped_by', side, current)
			.limit(keysPerCommit)
			.execute();
		if (rows.length > 0) return rows;
	}
	return [];
}

async function replace(tx: Tx, row: WrappedRow, wrapped: Uint8Array, by: string): Promise<void> {
	await tx.sql
		.updateTable('chat_keys')
		.set({ wrapped, wrapped_by: by })
		.where('chat_id', '=', row.chat_id)
		.where('generation', '=', row.generation)
		.execute();
}
