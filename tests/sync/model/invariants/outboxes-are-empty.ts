import type { Invariant } from '../outcome.ts';

/** Nothing waits, and nothing was refused. */
export const outboxesAreEmpty: Invariant = async ({ mirrors }) => {
	const rows = (await Promise.all(mirrors.map((mirror) => mirror.outbox.toArray()))).flat();
	return rows.map((row) => `the outbox still holds ${JSON.stringify(row)}`);
};
