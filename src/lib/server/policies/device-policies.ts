/** What its person has said of a device (`new`: nothing yet), and since when, in ms. */
type Standing = { standing: 'new' | 'own' | 'foreign' | null; standing_at: number | null };

/** So long a new device is one that may be somebody else's. Telegram keeps new sessions from ending others for a day. */
const probationMs = 7 * 24 * 60 * 60 * 1000;

/**
 * A device that may say which others are its person's own: otherwise whoever stole a password would say so of their own
 * device before its person has seen the notice. Who has no other device left is trusted on a new one after a week.
 */
export function isTrusted(device: Standing | undefined, now: number): boolean {
	if (device?.standing === 'own') return true;
	return device?.standing === 'new' && (device.standing_at ?? now) <= now - probationMs;
}
