import { z } from 'zod';
import { appendAudit } from '../store/audit.ts';
import { deleteSomeSessions } from '../store/sessions.ts';
import { updatePassword } from '../store/users.ts';
import type { Auth } from './auth.ts';
import { newPassword, password } from './credentials.ts';
import { tellEnded } from './end-sessions.ts';
import { hashPassword } from './passwords.ts';
import { provePassword } from './prove-password.ts';
import type { ReadSession } from './read-session.ts';

export const passwordShape = z.strictObject({ password, newPassword });

/**
 * Takes another password for who knows the present one, and ends all other sessions: whoever learned the old one is out.
 * Answers how many ended.
 * @throws Refusal `forbidden` where the present one is wrong, or `rate_limited`; then nothing is changed.
 */
export async function changePassword(
	auth: Auth,
	session: ReadSession,
	wish: z.output<typeof passwordShape>,
	address: string
): Promise<number> {
	const { user } = session;
	await provePassword(auth, user, wish.password, address);
	const hash = await hashPassword(wish.newPassword);
	const ended = await auth.store.write(async (tx) => {
		await updatePassword(tx, user.id, hash);
		await appendAudit(tx, { action: 'password.changed', actorId: user.id, targetId: user.id });
		return deleteSomeSessions(tx, user.id, { exceptId: session.id });
	});
	return tellEnded(auth, ended);
}
