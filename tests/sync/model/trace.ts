import type { Document } from '../../../src/lib/protocol/document/document.ts';
import type { Outcome } from './outcome.ts';
import { wordsOf } from './words.ts';

/** What happened in a run, line by line: for who has to find out where a word went. */
export class Trace {
	readonly #notes: unknown[][] = [];

	/** The facts are written out only if somebody asks; nothing here may change what it is told of. */
	note(...facts: unknown[]): void {
		this.#notes.push(facts);
	}

	/** One line a note, in which a document is cut down to its words. */
	lines(): string[] {
		return this.#notes.map((facts) => facts.map(inShort).join(' '));
	}
}

/** Notes what the mirrors and the server hold in the end of drafts, of their history and of what waits. */
export async function noteEnd(trace: Trace, { mirrors, views }: Outcome): Promise<void> {
	for (const [index, mirror] of mirrors.entries()) {
		for (const table of [mirror.drafts, mirror.draftHistory, mirror.outbox, mirror.messages])
			trace.note(`mirror ${index} ${table.name}`, await table.toArray());
	}
	for (const { person, drafts, history, messages } of views)
		trace.note(`server for ${person.user.displayName}`, { drafts, history, messages });
}

function inShort(fact: unknown): string {
	if (typeof fact === 'string') return fact;
	return JSON.stringify(fact, (_, value: unknown) => (isDocument(value) ? wordsOf(value).join(' ') : value));
}

function isDocument(value: unknown): value is Document {
	return typeof value === 'object' && value !== null && 'type' in value && value.type === 'doc';
}
