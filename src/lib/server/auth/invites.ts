import { z } from 'zod';
import { refuse } from '../../protocol/errors.ts';
import { mayAll } from '../policies/server-policies.ts';
import { appendAudit } from '../store/audit.ts';
import { findInvite, insertInvite } from '../store/invites.ts';
import { hashToken } from '../store/hash-token.ts';
import type { Db } from '../store/open-store.ts';
import { findUser, type UserRow } from '../store/users.ts';
import { randomToken, type Auth } from './auth.ts';

/** How often an invite may be used (once, when not said) and until when, in milliseconds since the epoch. */
export const inviteShape = z.strictObject({
	uses: z.int().min(1).max(10_000).optional(),
	expiresAt: z.int().positive().nullable().optional()
});

export type Invite = { token: string; expiresAt: number | null };

const defaultLifeMs = 7 * 24 * 60 * 60 * 1000;

/** Makes an invite. @throws Refusal `forbidden` for those who may not invite, `invalid_data` for a time that is past. */
export async function createInvite(
	auth: Auth,
	user: UserRow,
	wish: z.output<typeof inviteShape>
): Promise<Invite> {
	if (auth.settings.signup === 'closed') throw refuse('forbidden', 'This server takes no new accounts.');
	const token = randomToken();
	return auth.store.write(async (tx) => {
		const expiresAt = wish.expiresAt === undefined ? tx.now + defaultLifeMs : wish.expiresAt;
		if (expiresAt !== null && expiresAt <= tx.now) {
			throw refuse('invalid_data', undefined, { issues: [{ path: 'expiresAt', message: 'must lie ahead' }] });
		}
		const maker = await findUser(tx, user.id);
		if (!maker || !mayAll(maker.role, ['invite.create']))
			throw refuse('forbidden', 'You may not invite others here. Ask somebody who looks after the server.');
		const details = { uses: wish.uses ?? 1, expiresAt };
		await appendAudit(tx, { action: 'invite.created', actorId: user.id, details });
		await insertInvite(tx, {
			token_hash: hashToken(token),
			created_by: user.id,
			uses_left: wish.uses ?? 1,
			expires_at: expiresAt
		});
		return { token, expiresAt };
	});
}

/** Whether an invite lets one more person in. */
export async function isUsable(db: Db & { now: number }, token: string): Promise<boolean> {
	const invite = await findInvite(db, hashToken(token));
	if (!invite) return false;
	const expired = invite.expires_at !== null && invite.expires_at <= db.now;
	return !expired && (invite.uses_left === null || invite.uses_left > 0);
}
