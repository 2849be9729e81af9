import type { Kysely } from 'kysely';
import type { KeyProvider } from '../keyring/key-provider.ts';
import type { Tables } from './tables.ts';

/** What the master key wraps so that the next start can try whether it is the right one. */
const check = { text: 'inkling', context: 'check' };

/** The master key that wraps new chat keys. */
export async function masterKeyName(sql: Kysely<Tables>): Promise<string> {
	const value = await fact(sql, 'master_key');
	if (value === undefined) throw new Error('The database does not say which master key it was sealed with.');
	return value;
}

/** Notes the master key of a new database. Where one is noted already, nothing changes. */
export async function noteMasterKey(sql: Kysely<Tables>, provider: KeyProvider): Promise<void> {
	const name = (await fact(sql, 'master_key')) ?? provider.newest();
	if ((await fact(sql, 'master_check')) !== undefined) return;
	const { by, text } = await makeCheck(provider, name);
	await sql
		.insertInto('facts')
		.values([
			{ name: 'master_key', value: by },
			{ name: 'master_check', value: text }
		])
		.onConflict((conflict) => conflict.column('name').doNothing())
		.execute();
}

/** From now on chat keys are wrapped by the master key of which this check was made. Call inside a transaction. */
export async function changeMasterKey(sql: Kysely<Tables>, made: Check): Promise<void> {
	for (const [name, value] of [
		['master_key', made.by],
		['master_check', made.text]
	] as const) {
		await sql.updateTable('facts').set({ value }).where('name', '=', name).execute();
	}
}

export type Check = { by: string; text: string };

/** Something to try a master key with later. */
export async function makeCheck(provider: KeyProvider, name: string): Promise<Check> {
	const { wrapped, by } = await provider.wrap(Buffer.from(check.text), check.context, name);
	return { by, text: Buffer.from(wrapped).toString('base64') };
}

/** Whether the provider opens what is in a database that has these facts. */
export async function opensDatabase(provider: KeyProvider, facts: Map<string, string>): Promise<boolean> {
	const by = facts.get('master_key');
	if (by === undefined) return true;
	if (!provider.holds(by)) return false;
	const text = facts.get('master_check');
	if (text === undefined) return true;
	const opened = await provider
		.unwrap({ wrapped: Buffer.from(text, 'base64'), by }, check.context)
		.catch(() => null);
	return opened !== null && Buffer.from(opened).toString() === check.text;
}

async function fact(sql: Kysely<Tables>, name: 'master_key' | 'master_check'): Promise<string | undefined> {
	const row = await sql.selectFrom('facts').select('value').where('name', '=', name).executeTakeFirst();
	return row?.value;
}
