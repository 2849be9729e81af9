import type { Kysely } from 'kysely';

/** By what a device is known again, besides its id. Those that are known already take the next connection's. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const column of ['browser_hash', 'fingerprint'])
		await db.schema.alterTable('devices').addColumn(column, 'text').execute();
}
