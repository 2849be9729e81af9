import { liveQuery } from 'dexie';
import { newId } from '../../protocol/ids.ts';
import { commit } from './commit.ts';
import { readFact, writeFact } from './facts.ts';
import type { Mirror } from './mirror.ts';
import type { NewOutboxRow } from './rows.ts';

/** What may have gone with a mirror: `nothing` but what the server has, or things that were `unsent`. */
export type Loss = 'nothing' | 'unsent';

/** What is known of a mirror outside of IndexedDB, to tell a mirror that went from one that never was. */
type Mark = {
	birth: string;
	/** It held things that the server did not have. */
	unsent: boolean;
	/** An earlier mirror went, and the person has not been told. */
	lost?: Loss;
};

const keyOf = (userId: string) => `inkling.mirror.${userId}`;

/** What the person is still to be told of, if anything. */
export function lossToTell(userId: string): Loss | null {
	return readMark(userId)?.lost ?? null;
}

export function lossIsTold(userId: string): void {
	const { lost: _, ...mark } = readMark(userId) ?? {};
	if ('birth' in mark) localStorage.setItem(keyOf(userId), JSON.stringify(mark));
}

/** The mirror is about to go, and the person knows. */
export function forgetMark(userId: string): void {
	localStorage.removeItem(keyOf(userId));
}

/** Recognises the mirror of last time, or notes that the browser has removed it. Answers how to tell this one from others. */
export async function recogniseMirror(mirror: Mirror): Promise<string> {
	const mark = readMark(mirror.userId);
	const known = await readFact(mirror, 'birth');
	const birth = known ?? (await giveBirth(mirror));
	if (birth === mark?.birth) return birth;
	const { lost, unsent = false } = mark ?? {};
	const gone = mark && !known ? { lost: lost === 'unsent' || unsent ? 'unsent' : 'nothing' } : { lost };
	localStorage.setItem(keyOf(mirror.userId), JSON.stringify({ birth, unsent: false, ...gone }));
	return birth;
}

/** Two tabs may look at the same time. */
function giveBirth(mirror: Mirror): Promise<string> {
	return commit(mirror, async () => {
		const birth = (await readFact(mirror, 'birth')) ?? newId();
		await writeFact(mirror, 'birth', birth);
		return birth;
	});
}

/**
 * Notes, as long as this tab lives, whether the mirror holds things that the server does not have: before they are in
 * it, and after they have left it. Of an empty mirror that the browser put in its place it notes nothing. Answers how
 * to stop.
 */
export function markUnsent(mirror: Mirror): () => void {
	let added = 0;
	const add = () => {
		added++;
		note(mirror, true);
	};
	const addRow = (_: number, row: NewOutboxRow) => {
		if (row.event !== 'message.read') add();
	};
	mirror.outbox.hook('creating', addRow);
	mirror.edits.hook('creating', add);
	const subscription = liveQuery(async () => {
		const before = added;
		return { ...(await countUnsent(mirror)), before };
	}).subscribe({
		next: ({ birth, unsent, before }) => {
			if (birth !== readMark(mirror.userId)?.birth) return;
			if (unsent || before === added) note(mirror, unsent);
		},
		error: (error: unknown) => console.error('What is unsent cannot be counted.', error)
	});
	return () => {
		subscription.unsubscribe();
		mirror.outbox.hook('creating').unsubscribe(addRow);
		mirror.edits.hook('creating').unsubscribe(add);
	};
}

function note(mirror: Mirror, unsent: boolean): void {
	const mark = readMark(mirror.userId);
	if (mark && mark.unsent !== unsent)
		localStorage.setItem(keyOf(mirror.userId), JSON.stringify({ ...mark, unsent }));
}

/** In one transaction, so that the count is of the mirror of that birth. */
function countUnsent(mirror: Mirror): Promise<{ birth: string | undefined; unsent: boolean }> {
	return mirror.transaction('r', mirror.facts, mirror.outbox, mirror.edits, async () => {
		const reads = await mirror.outbox.where('event').equals('message.read').count();
		const rows = (await mirror.outbox.count()) - reads;
		const unsent = rows + (await mirror.edits.count()) > 0;
		return { birth: await readFact(mirror, 'birth'), unsent };
	});
}

function readMark(userId: string): Mark | null {
	return JSON.parse(localStorage.getItem(keyOf(userId)) ?? 'null') as Mark | null;
}
