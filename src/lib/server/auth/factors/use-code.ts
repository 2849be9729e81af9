import type { Tx } from '../../store/open-store.ts';
import { useRecoveryCode } from '../../store/recovery-codes.ts';
import { findTotp, noteTotpStep } from '../../store/totp.ts';
import { readRecoveryCode } from './recovery-codes.ts';
import { totpStep } from './totp.ts';

/** Whose code a typed one is: the app's or a recovery code, which works no second time from now on. `null`: nobody's. */
export async function useCode(tx: Tx, userId: string, typed: string): Promise<'totp' | 'recovery' | null> {
	const totp = await findTotp(tx, userId);
	if (totp && totp.confirmed_at !== null) {
		const step = await totpStep(totp.secret, typed.replace(/\s/g, ''), tx.now, totp.last_step);
		if (step !== null) {
			await noteTotpStep(tx, userId, step);
			return 'totp';
		}
	}
	const code = readRecoveryCode(typed);
	return code !== null && (await useRecoveryCode(tx, userId, code)) ? 'recovery' : null;
}
