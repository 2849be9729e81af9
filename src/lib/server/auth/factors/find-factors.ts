import type { Db } from '../../store/open-store.ts';
import { listPasskeys } from '../../store/passkeys.ts';
import { countRecoveryCodes } from '../../store/recovery-codes.ts';
import { findTotpSince } from '../../store/totp.ts';

/** What a person has to prove that they are it, besides the password. Times in milliseconds; `totpSince` null: no app. */
export type Factors = {
	totpSince: number | null;
	recoveryCodes: number;
	passkeys: { id: string; name: string; createdAt: number; lastUsedAt: number | null }[];
};

export async function findFactors(db: Db, userId: string): Promise<Factors> {
	const passkeys = await listPasskeys(db, userId);
	return {
		totpSince: await findTotpSince(db, userId),
		recoveryCodes: await countRecoveryCodes(db, userId),
		passkeys: passkeys.map(({ id, name, created_at, last_used_at }) => ({
			id,
			name,
			createdAt: created_at,
			lastUsedAt: last_used_at
		}))
	};
}

/** Whether the password alone brings this person in. */
export async function hasSecondFactor(db: Db, userId: string): Promise<boolean> {
	return (await findTotpSince(db, userId)) !== null || (await listPasskeys(db, userId)).length > 0;
}
