import { z } from 'zod';
import { refuse } from '../../protocol/errors.ts';
import { appendAudit } from '../store/audit.ts';
import { deletePasswordResets, findPasswordReset } from '../store/password-resets.ts';
import { deleteSomeSessions } from '../store/sessions.ts';
import { updatePassword } from '../store/users.ts';
import { countAddress, type Auth } from './auth.ts';
import { newPassword } from './credentials.ts';
import { tellEnded } from './end-sessions.ts';
import { hashPassword } from './passwords.ts';

export const resetShape = z.strictObject({ token: z.string().min(1).max(200), newPassword });

/**
 * Takes a new password for whoever a link was made for, once, and signs them out everywhere. Their second factor stays: a link
 * that fell into other hands lets nobody in who has one.
 * @throws Refusal `forbidden` for a link that was used, replaced or is too old, or `rate_limited`.
 */
export async function resetPassword(
	auth: Auth,
	wish: z.output<typeof resetShape>,
	address: string
): Promise<void> {
	countAddress(auth, address);
	const hash = await hashPassword(wish.newPassword);
	const ended = await auth.store.write(async (tx) => {
		const userId = await findPasswordReset(tx, wish.token);
		if (userId === undefined)
			throw refuse('forbidden', 'This link was used, replaced or is too old. Ask for another one.');
		await updatePassword(tx, userId, hash);
		await deletePasswordResets(tx, userId);
		await appendAudit(tx, { action: 'password.reset', actorId: null, targetId: userId });
		return deleteSomeSessions(tx, userId, 'all');
	});
	tellEnded(auth, ended);
}
