import { z } from 'zod';
import { user } from './entities.ts';
import { id, time } from './shapes.ts';

/** What the audit record tells of. */
export const auditAction = z.enum([
	'account.created',
	'session.began',
	'session.refused',
	'session.confirmed',
	'session.ended',
	'device.acknowledged',
	'password.changed',
	'password.link',
	'password.reset',
	'factor.added',
	'factor.removed',
	'recovery.renewed',
	'user.disabled',
	'user.enabled',
	'user.role',
	'settings.changed',
	'invite.created',
	'invite.revoked',
	'member.added',
	'member.removed',
	'member.role',
	'chat.deleted',
	'keys.rotated',
	'token.created',
	'token.revoked',
	'bot.created'
]);

/**
 * One line of the audit record. `actor`: who did it, `null` for a stranger or the server's own command. `target`: to whom it was
 * done. `details` hold ids, roles, counts and names of devices, never a secret nor a text that somebody wrote.
 */
export const auditEntry = z.strictObject({
	id,
	at: time,
	action: auditAction,
	actor: user.nullable(),
	target: user.nullable(),
	details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
});

/** Which lines of the record are asked for; all where nothing is named. */
export const auditFilter = z.strictObject({ action: auditAction.optional(), userId: id.optional() });

export type AuditAction = z.infer<typeof auditAction>;
export type AuditEntry = z.infer<typeof auditEntry>;
