import { hashToken } from './hash-token.ts';
import type { Tx } from './open-store.ts';

/** Lets the bearer of this token take a new password for somebody. Earlier tokens for the same person work no more. */
export async function insertPasswordReset(
	tx: Tx,
	reset: { token: string; userId: string; expiresAt: number }
): Promise<void> {
	await deletePasswordResets(tx, reset.userId);
	await tx.sql
		.insertInto('password_resets')
		.values({ token_hash: hashToken(reset.token), user_id: reset.userId, expires_at: reset.expiresAt })
		.execute();
}

/** Whose password may be taken anew with this token, if it has not expired. */
export async function findPasswordReset(tx: Tx, token: string): Promise<string | undefined> {
	const row = await tx.sql
		.selectFrom('password_resets')
		.select('user_id')
		.where('token_hash', '=', hashToken(token))
		.where('expires_at', '>', tx.now)
		.executeTakeFirst();
	return row?.user_id;
}

export async function deletePasswordResets(tx: Tx, userId: string): Promise<void> {
	await tx.sql.deleteFrom('password_resets').where('user_id', '=', userId).execute();
}
