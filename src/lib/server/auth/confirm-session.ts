import { z } from 'zod';
import { refuse } from '../../protocol/errors.ts';
import { appendAudit } from '../store/audit.ts';
import { unbindDevice } from '../store/devices.ts';
import type { Auth } from './auth.ts';
import type { CookieToSet } from './cookies.ts';
import { password } from './credentials.ts';
import { passCode } from './factors/pass-code.ts';
import type { Visitor } from './open-session.ts';
import { provePassword } from './prove-password.ts';
import type { ReadSession } from './read-session.ts';
import { renewSession } from './renew-session.ts';

/** What confirms that it is still the same person: a code of who has a second factor, else the password. */
export const confirmationShape = z.strictObject({
	password: password.optional(),
	code: z.string().max(32).optional()
});

/**
 * Lets a session in again whose device looks otherwise than before: as it looks at its next connection it is known from now
 * on. Answers the session's new cookie.
 * @throws Refusal `reauth_required` without a code, `unauthenticated` for a wrong one, `forbidden` for a wrong password,
 * `rate_limited`.
 */
export async function confirmSession(
	auth: Auth,
	session: ReadSession,
	wish: z.output<typeof confirmationShape>,
	visitor: Visitor
): Promise<CookieToSet> {
	const { user, device } = session;
	const factor = await passCode(auth, user, wish.code, visitor);
	if (factor === null) {
		if (wish.password === undefined)
			throw refuse('invalid_data', undefined, { issues: [{ path: 'password', message: 'is needed' }] });
		await provePassword(auth, user, wish.password, visitor.address);
	}
	await auth.store.write(async (tx) => {
		await unbindDevice(tx, user.id, device.id);
		const details = { device: device.name, factor };
		await appendAudit(tx, { action: 'session.confirmed', actorId: user.id, targetId: user.id, details });
	});
	return renewSession(auth, session);
}
