import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { countWrites } from './count-writes.ts';
import { keepStatements } from './kept-statements.ts';
import { kyselyOver } from './sqlite.ts';

test('every statement that writes counts, and none that only reads', async () => {
	const connection = new DatabaseSync(':memory:');
	connection.exec('CREATE TABLE counters (name TEXT, value INTEGER)');
	const told: string[] = [];
	const { watch, written } = countWrites((text) => told.push(text));
	const db = kyselyOver(keepStatements(connection, watch));
	const row = { name: 'stamp', value: 1 } as const;

	await db.selectFrom('counters').selectAll().execute();
	await db.selectFrom('counters').select('name').where('value', '>', 0).limit(1).executeTakeFirst();
	expect(written()).toBe(0);

	const writes = [
		db.insertInto('counters').values(row),
		db.insertInto('counters').values(row).returning('value'),
		db.updateTable('counters').set({ value: 2 }),
		db.updateTable('counters').set({ value: 3 }).returning('name'),
		db
			.with('those', (with_) => with_.selectFrom('counters').select('name'))
			.deleteFrom('counters')
			.where('name', 'in', (build) => build.selectFrom('those').select('those.name'))
	];
	for (const [index, write] of writes.entries()) {
		await write.execute();
		expect(written()).toBe(index + 1);
	}
	await sql`INSERT INTO counters VALUES ('stamp', 3)`.execute(db);
	expect(written()).toBe(writes.length + 1);
	expect(told).toHaveLength(writes.length + 3);
});
