import type { OutboxRow } from './rows.ts';

/** Longer than anything is held back before it goes to the server: a message that can be taken back waits up to 30 s. */
const longestHoldMs = 40_000;

/** The `holdUntil` of a text that waits for the person. */
export const heldForGood = Number.MAX_SAFE_INTEGER;

/** Whether a row is not to be sent yet at `now`, milliseconds of this device's clock. */
export function isHeld({ holdUntil }: Pick<OutboxRow, 'holdUntil'>, now: number): boolean {
	if (holdUntil === heldForGood) return true;
	// Further away than anything was ever held: the clock has been set back since.
	return holdUntil > now && holdUntil - now <= longestHoldMs;
}
