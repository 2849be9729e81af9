import type { FactRow, Facts } from './rows.ts';
import type { Mirror } from './mirror.ts';

/** The fact of that name, or `undefined` if it was never told. */
export async function readFact<Name extends keyof Facts>(
	mirror: Mirror,
	name: Name
): Promise<Facts[Name] | undefined> {
	const row = await mirror.facts.get(name);
	return row?.value as Facts[Name] | undefined;
}

/** Replaces the fact of that name. */
export async function writeFact<Name extends keyof Facts>(mirror: Mirror, name: Name, value: Facts[Name]) {
	await mirror.facts.put({ name, value } as FactRow);
}

/** The next number for a changed row. Call it inside `commit`, so that no two tabs take the same. */
export async function nextRev(mirror: Mirror): Promise<number> {
	const rev = await readNextRev(mirror);
	await writeFact(mirror, 'rev', rev);
	return rev;
}

/** The same, not taken yet: who asks writes it as the fact `rev` in the same `commit`, before anything else there asks for one. */
export async function readNextRev(mirror: Mirror): Promise<number> {
	return ((await readFact(mirror, 'rev')) ?? 0) + 1;
}
