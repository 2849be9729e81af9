import { randomBytes } from 'node:crypto';
import { refuse } from '../../protocol/errors.ts';
import { appendAudit } from '../store/audit.ts';
import { findDevice, touchDevice } from '../store/devices.ts';
import { hashToken } from '../store/hash-token.ts';
import type { Tx } from '../store/open-store.ts';
import { findToken, insertToken, listTokens, replaceSecret, toAccessToken } from '../store/tokens.ts';
import { findTokenHolder } from './support/find-token-holder.ts';
import { command } from './support/handler.ts';

/** Who needs more than these of one account has lost sight of them. */
const perAccountMax = 50;

type Wish = { id: string; name: string; permissions: readonly string[]; expiresAt: number | null };

export default command(
	'tokens.create',
	async ({ userId, ...wish }, { caller, tx }) => {
		const holder = await findTokenHolder(tx, caller, userId ?? caller.userId);
		if (wish.expiresAt !== null && wish.expiresAt <= tx.now) {
			const issues = [{ path: 'expiresAt', message: 'must lie in the future' }];
			throw refuse('invalid_data', undefined, { issues });
		}
		const secret = `ink_${randomBytes(32).toString('base64url')}`;
		if (!(await makeAnew(tx, holder.id, wish, secret))) {
			await make(tx, holder.id, wish, secret);
			const details = { token: wish.id, permissions: wish.permissions.join(', ') };
			await appendAudit(tx, {
				action: 'token.created',
				actorId: caller.userId,
				targetId: holder.id,
				details
			});
		}
		const row = await findToken(tx, wish.id);
		if (!row) throw refuse('not_found');
		return { ...toAccessToken(row), secret };
	},
	['token.create']
);

async function make(tx: Tx, userId: string, wish: Wish, secret: string): Promise<void> {
	if ((await listTokens(tx, userId)).length >= perAccountMax)
		throw refuse(
			'too_large',
			`This account has ${perAccountMax} tokens. Revoke one that nobody needs first.`
		);
	await insertToken(tx, {
		id: wish.id,
		user_id: userId,
		name: wish.name,
		secret_hash: hashToken(secret),
		permissions: JSON.stringify([...new Set(wish.permissions)]),
		expires_at: wish.expiresAt
	});
	// What a program writes is told from what its person wrote elsewhere, by the name of the token.
	await touchDevice(tx, userId, { id: wish.id, name: wish.name }, null);
}

/**
 * The answer of the first time was lost, and the secret with it: nobody has it, so another takes its place. Answers `false` where
 * there was no first time.
 * @throws Refusal `conflict` for a token that is another's, is another one, was used, or was revoked.
 */
async function makeAnew(tx: Tx, userId: string, wish: Wish, secret: string): Promise<boolean> {
	const row = await findToken(tx, wish.id);
	if (!row) {
		// What was revoked since does not come back by a request that comes late.
		if (await findDevice(tx, userId, wish.id)) throw taken();
		return false;
	}
	const asBefore =
		row.user_id === userId &&
		row.name === wish.name &&
		row.permissions === JSON.stringify([...new Set(wish.permissions)]) &&
		row.expires_at === wish.expiresAt;
	if (!asBefore || row.last_used_at !== null) throw taken();
	await replaceSecret(tx, wish.id, secret);
	return true;
}

function taken() {
	return refuse('conflict', 'There is or was a token with this id already. Nothing was changed.');
}
