import type { Selectable } from 'kysely';
import type { AccessToken } from '../../protocol/tokens.ts';
import { hashToken } from './hash-token.ts';
import type { Db, Tx } from './open-store.ts';
import type { TokensTable } from './tables.ts';

export type TokenRow = Selectable<TokensTable>;

export async function findToken(db: Db, id: string): Promise<TokenRow | undefined> {
	return db.sql.selectFrom('tokens').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findTokenBySecret(db: Db, secret: string): Promise<TokenRow | undefined> {
	return db.sql
		.selectFrom('tokens')
		.selectAll()
		.where('secret_hash', '=', hashToken(secret))
		.executeTakeFirst();
}

/** The newest first. */
export async function listTokens(db: Db, userId: string): Promise<TokenRow[]> {
	return db.sql
		.selectFrom('tokens')
		.selectAll()
		.where('user_id', '=', userId)
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.execute();
}

export async function insertToken(
	tx: Tx,
	token: Omit<TokenRow, 'created_at' | 'last_used_at'>
): Promise<void> {
	await tx.sql
		.insertInto('tokens')
		.values({ ...token, created_at: tx.now, last_used_at: null })
		.execute();
}

/** The earlier secret lets nobody in any more. */
export async function replaceSecret(tx: Tx, id: string, secret: string): Promise<void> {
	await tx.sql
		.updateTable('tokens')
		.set({ secret_hash: hashToken(secret) })
		.where('id', '=', id)
		.execute();
}

export async function noteTokenUse(tx: Tx, id: string): Promise<void> {
	await tx.sql.updateTable('tokens').set({ last_used_at: tx.now }).where('id', '=', id).execute();
}

export async function deleteToken(tx: Tx, id: string): Promise<void> {
	await tx.sql.deleteFrom('tokens').where('id', '=', id).execute();
}

/** Those that had expired at this time already. */
export async function deleteExpiredTokens(tx: Tx, before: number): Promise<void> {
	await tx.sql.deleteFrom('tokens').where('expires_at', '<=', before).execute();
}

export function toAccessToken(row: TokenRow): AccessToken {
	return {
		id: row.id,
		userId: row.user_id,
		name: row.name,
		permissions: JSON.parse(row.permissions) as AccessToken['permissions'],
		createdAt: row.created_at,
		expiresAt: row.expires_at,
		lastUsedAt: row.last_used_at
	};
}
