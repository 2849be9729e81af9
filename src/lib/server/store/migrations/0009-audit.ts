import { sql, type Kysely } from 'kysely';

/** What was done on the server and by whom. Nothing of it is changed or taken away, not even by the server itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('audit')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addColumn('action', 'text', (column) => column.notNull())
		.addColumn('actor_id', 'text')
		.addColumn('target_id', 'text')
		.addColumn('details', 'text', (column) => column.notNull())
		.execute();
	await db.schema.createIndex('audit_action').on('audit').columns(['action', 'id']).execute();
	await db.schema.createIndex('audit_actor').on('audit').columns(['actor_id', 'id']).execute();
	await db.schema.createIndex('audit_target').on('audit').columns(['target_id', 'id']).execute();
	const refused = `BEGIN SELECT RAISE(ABORT, 'The audit record is only ever added to.'); END`;
	for (const change of ['UPDATE', 'DELETE']) {
		await sql
			.raw(`CREATE TRIGGER audit_no_${change.toLowerCase()} BEFORE ${change} ON audit ${refused}`)
			.execute(db);
	}
	// SQLite fires no trigger of a deletion for the row that REPLACE takes away (sqlite.org/lang_conflict.html).
	const taken = 'EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)';
	await sql
		.raw(`CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN ${taken} ${refused}`)
		.execute(db);
}
