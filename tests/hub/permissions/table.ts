import type { Row } from './row.ts';

const files = import.meta.glob<Record<string, Row[]>>('./rows/*.ts', { eager: true });

/** Who may do what: every event of the contract, in each of its cases. A new event gets its rows in one of the files of `rows`. */
export const table: Row[] = Object.values(files).flatMap((file) => Object.values(file).flat());

/** The first case of an event in which its owner may: what the other tests know of it. */
export function goodRowOf(event: string): Row {
	const found = table.find((row) => row.event === event && row.expected.owner === 'ok');
	if (!found) throw new Error(`tests/hub/permissions has no row in which the owner may do ${event}.`);
	return found;
}
