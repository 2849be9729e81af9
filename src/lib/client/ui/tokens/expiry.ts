/** How long a token may hold, as it is chosen. `days` null: until it is revoked. */
export const lives: { days: number | null; name: string }[] = [
	{ days: 30, name: '30 days' },
	{ days: 90, name: '90 days' },
	{ days: 365, name: 'A year' },
	{ days: null, name: 'Until it is revoked' }
];

const dayMs = 24 * 60 * 60 * 1000;

/** When a token ends that is made now, in milliseconds. */
export function endOf(days: number | null, now: number): number | null {
	return days === null ? null : now + days * dayMs;
}
