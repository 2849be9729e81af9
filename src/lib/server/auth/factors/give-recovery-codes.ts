import type { Tx } from '../../store/open-store.ts';
import { countRecoveryCodes, replaceRecoveryCodes } from '../../store/recovery-codes.ts';
import { newRecoveryCodes, readRecoveryCode } from './recovery-codes.ts';

/** Makes recovery codes for who has none that works. They are shown this once; `null`: there are some. */
export async function giveRecoveryCodes(tx: Tx, userId: string): Promise<string[] | null> {
	return (await countRecoveryCodes(tx, userId)) > 0 ? null : renewCodes(tx, userId);
}

/** Makes ten recovery codes; none from before works any more. They are shown this once. */
export async function renewCodes(tx: Tx, userId: string): Promise<string[]> {
	const codes = newRecoveryCodes();
	await replaceRecoveryCodes(
		tx,
		userId,
		codes.map((code) => readRecoveryCode(code) ?? code)
	);
	return codes;
}
