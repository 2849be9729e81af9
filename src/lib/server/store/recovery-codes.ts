import type { ChatKey } from '../keyring/chat-key.ts';
import type { Db, Tx } from './open-store.ts';
import { personKey } from './person-key.ts';

/** Puts these codes into the place of all that there were. */
export async function replaceRecoveryCodes(tx: Tx, userId: string, codes: readonly string[]): Promise<void> {
	await tx.sql.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
	if (codes.length === 0) return;
	const key = await personKey(tx, userId);
	await tx.sql
		.insertInto('recovery_codes')
		.values(codes.map((code) => ({ user_id: userId, digest: digestOf(key, code), used_at: null })))
		.execute();
}

/** Uses a code up. Answers whether it was one that had not been used. */
export async function useRecoveryCode(tx: Tx, userId: string, code: string): Promise<boolean> {
	const { numUpdatedRows } = await tx.sql
		.updateTable('recovery_codes')
		.set({ used_at: tx.now })
		.where('user_id', '=', userId)
		.where('digest', '=', digestOf(await personKey(tx, userId), code))
		.where('used_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** How many of a person's codes have not been used. */
export async function countRecoveryCodes(db: Db, userId: string): Promise<number> {
	const { count } = await db.sql
		.selectFrom('recovery_codes')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('user_id', '=', userId)
		.where('used_at', 'is', null)
		.executeTakeFirstOrThrow();
	return count;
}

function digestOf(key: ChatKey, code: string): string {
	return Buffer.from(key.fingerprint(['recovery code', code])).toString('base64url');
}
