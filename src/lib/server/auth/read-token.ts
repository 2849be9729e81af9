import type { AccessToken, TokenPermission } from '../../protocol/tokens.ts';
import type { Db } from '../store/open-store.ts';
import { findToken, findTokenBySecret, noteTokenUse, toAccessToken, type TokenRow } from '../store/tokens.ts';
import { findUser, type UserRow } from '../store/users.ts';
import type { Auth } from './auth.ts';

/** A token that holds, and whose it is. `expiresAt` is infinite for one that holds until it is revoked. */
export type ReadToken = {
	id: string;
	name: string;
	user: UserRow;
	permissions: readonly TokenPermission[];
	expiresAt: number;
};

/** So often at most a use is noted: a program that asks all day does not write all day. */
const notedEveryMs = 60_000;

/** Beginning so, a secret is known as one where it should not be: in sources, in logs. Then 256 random bits in base64url. */
const form = /^ink_[\w-]{43}$/;

/** The secret of an `Authorization` header that is meant for this server; what a proxy may put there is not. */
export function secretIn(header: string | null | undefined): string | null {
	const secret = /^bearer +(ink_\S*) *$/i.exec(header ?? '')?.[1];
	return secret ?? null;
}

/** Who comes in with this secret, or null: none, unknown, expired, or of a disabled account. Notes that it was used. */
export async function readToken(auth: Auth, secret: string): Promise<ReadToken | null> {
	if (!form.test(secret)) return null;
	const row = await findTokenBySecret(auth.store.db, secret);
	const token = row && (await whoHolds(auth.store.db, row));
	if (!token) return null;
	if (row.last_used_at === null || row.last_used_at <= Date.now() - notedEveryMs) {
		// Whoever asks does not wait for it.
		auth.store
			.write((tx) => noteTokenUse(tx, row.id))
			.catch((error: unknown) => auth.log.warn({ err: error }, 'The use of a token could not be noted.'));
	}
	return token;
}

/** The token of this id, if it still holds. */
export async function findLiveToken({ store }: Auth, id: string): Promise<ReadToken | null> {
	const row = await findToken(store.db, id);
	return row ? whoHolds(store.db, row) : null;
}

async function whoHolds(db: Db, row: TokenRow): Promise<ReadToken | null> {
	if (row.expires_at !== null && row.expires_at <= Date.now()) return null;
	const user = await findUser(db, row.user_id);
	if (!user || user.disabled) return null;
	const { id, name, permissions }: AccessToken = toAccessToken(row);
	return { id, name, user, permissions, expiresAt: row.expires_at ?? Infinity };
}
