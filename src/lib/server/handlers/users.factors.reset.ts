import { appendAudit } from '../store/audit.ts';
import { deletePasskeysOf } from '../store/passkeys.ts';
import { toPerson } from '../store/people.ts';
import { replaceRecoveryCodes } from '../store/recovery-codes.ts';
import { deleteTotp } from '../store/totp.ts';
import { findLookedAfter } from './support/find-looked-after.ts';
import { command } from './support/handler.ts';

/** For who has lost the phone and the codes: from now on the password is enough, until they set up another factor. */
export default command(
	'users.factors.reset',
	async ({ userId }, context) => {
		const { tx, caller } = context;
		const { target } = await findLookedAfter(context, userId);
		await deleteTotp(tx, userId);
		await deletePasskeysOf(tx, userId);
		await replaceRecoveryCodes(tx, userId, []);
		const details = { factor: 'all' };
		await appendAudit(tx, { action: 'factor.removed', actorId: caller.userId, targetId: userId, details });
		return toPerson(target);
	},
	['user.reset']
);
