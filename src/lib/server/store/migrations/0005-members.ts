import type { Kysely } from 'kysely';

/** Who may write in a chat, destroyed chats, and what a member's row says of joining, leaving and hiding. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.alterTable('chats')
		.addColumn('writers', 'text', (column) => column.notNull().defaultTo('all'))
		.execute();
	await schema.alterTable('chats').addColumn('deleted_at', 'bigint').execute();
	await schema.alterTable('members').addColumn('removed_by', 'text').execute();
	await schema
		.alterTable('members')
		.addColumn('hidden', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
	for (const name of ['cleared_seq', 'added_seq']) {
		await schema
			.alterTable('members')
			.addColumn(name, 'bigint', (column) => column.notNull().defaultTo(0))
			.execute();
	}
}
