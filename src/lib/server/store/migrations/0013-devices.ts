import type { Kysely } from 'kysely';

/** What its person has said of a device, and roughly where it was last. Those that are known already are taken to be their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('devices').addColumn('standing', 'text').execute();
	await db.schema.alterTable('devices').addColumn('standing_at', 'integer').execute();
	await db.schema.alterTable('devices').addColumn('place', 'text').execute();
	await db
		.updateTable('devices' as never)
		.set({ standing: 'own' } as never)
		.execute();
}
