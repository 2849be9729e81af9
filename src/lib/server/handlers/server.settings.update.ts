import { appendAudit } from '../store/audit.ts';
import { setSecondFactorRoles } from '../store/server-settings.ts';
import { findSessionsWithoutFactor } from '../store/sessions.ts';
import { command } from './support/handler.ts';

/** Whoever has to set up a second factor now has to do it before anything else: their connections come again and learn it. */
export default command(
	'server.settings.update',
	async ({ secondFactorRoles }, { tx, caller, push }) => {
		const roles = [...new Set(secondFactorRoles)];
		await setSecondFactorRoles(tx, roles);
		for (const id of await findSessionsWithoutFactor(tx, roles)) push.endSession(id);
		const details = { secondFactorRoles: roles.join(', ') };
		await appendAudit(tx, { action: 'settings.changed', actorId: caller.userId, details });
		return { secondFactorRoles: roles };
	},
	['settings.update']
);
