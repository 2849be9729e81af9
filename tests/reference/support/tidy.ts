/** When everything happens, as the reference tells it: 1 January 2026. */
const documented = Date.UTC(2026, 0, 1);

/** From here on a number is a time. */
const leastTime = Date.UTC(2020, 0, 1);

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/gi;
const digests = /\b[0-9a-f]{64}\b/g;

/** What is made up anew at every run, by its key. */
const random: Record<string, unknown> = {
	cursor: 'what-was-told-until-here',
	token: 'Zk3-what-only-the-reader-knows-9Q',
	secret: 'JBSWY3DPEHPK3PXP',
	challenge: 'what-the-passkey-signs',
	recoveryCodes: ['k7mq-2x9d-tr4w', 'and nine more'],
	disk: { database: 4_800_000, log: 4_100_000, free: 80_000_000_000 },
	commits: { count: 1234, meanMs: 1.2 },
	lateMs: 0.4,
	node: 'v24.0.0'
};

/**
 * Makes what one example holds the same at every run: ids are numbered in the order in which they appear, times count from one
 * day on, what is random has a stand-in. `begun`: the time of the server's clock.
 */
export function tidying(begun: number): (value: unknown) => unknown {
	const numbers = new Map<string, number>();
	/** What has a stand-in and may stand in an address besides, as long tokens do. */
	const replaced = new Map<string, string>();
	const numbered = (id: string) => {
		const key = id.toLowerCase();
		const number = numbers.get(key) ?? numbers.size + 1;
		numbers.set(key, number);
		return `01970000-0000-7000-8000-${String(number).padStart(12, '0')}`;
	};
	const tidy = (value: unknown, key?: string): unknown => {
		if (key !== undefined && Object.hasOwn(random, key) && isAlike(value, random[key])) {
			if (typeof value === 'string' && value.length > 20) replaced.set(value, String(random[key]));
			return random[key];
		}
		if (typeof value === 'number') return value > leastTime ? documented + (value - begun) : value;
		if (typeof value === 'string') return tidyText(value);
		if (Array.isArray(value)) return value.map((item) => tidy(item));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, tidy(part, name)]));
	};
	const tidyText = (text: string) => {
		let known = text;
		for (const [raw, standIn] of replaced) known = known.replaceAll(raw, standIn);
		return known.replace(ids, numbered).replace(digests, '5e'.repeat(32));
	};
	return (value) => tidy(value);
}

/** A count of recovery codes is no list of them. */
function isAlike(one: unknown, other: unknown): boolean {
	return typeof one === typeof other && one !== null;
}
