import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { contract } from '../../src/lib/protocol/contract.ts';
import { defaultLimits } from '../../src/lib/protocol/limits.ts';
import { pushes } from '../../src/lib/protocol/pushes.ts';
import { permission, type Permission } from '../../src/lib/protocol/server-roles.ts';
import { handlerFileOf } from '../reference/handler-file.ts';

export const kinds = ['command', 'query', 'signal'] as const;
export const subjects = ['chat', 'message', 'nothing'] as const;

/** The event that somebody wants. `about`: what its payload names, and whose members it is for. */
export type Wish = {
	event: string;
	kind: (typeof kinds)[number];
	about: (typeof subjects)[number];
	needs: Permission[];
	summary: string;
};

export type Answers = Record<keyof Wish, string>;

/** In the order in which they are asked for. */
export const answerKeys: (keyof Answers)[] = ['event', 'kind', 'about', 'needs', 'summary'];

/** What the server allows by role, as words to choose from. */
export const permissions: readonly string[] = permission.options;

export const testOf = (event: string) => `tests/hub/${event}.test.ts`;

/** What is wrong with one answer, in a sentence; null where nothing is. `root`: of the repository. */
export const faultIn: Record<keyof Wish, (answer: string, root: string) => string | null> = {
	event: (event, root) => {
		if (!/^[a-z]+(\.[a-z]+){1,3}$/.test(event))
			return `“${event}” is no name of an event: two to four words in lower case with dots between them, as in message.pin.list.`;
		const unfit = unfitWord(event);
		if (unfit !== null) return unfit;
		if (Object.hasOwn(contract(defaultLimits), event)) return `${event} is taken: ${handlerFileOf(event)}.`;
		if (Object.hasOwn(pushes, event)) return `${event} is taken: the server tells clients something by it.`;
		const there = [handlerFileOf(event), testOf(event)].find((file) => existsSync(join(root, file)));
		return there ? `${there} is there already.` : null;
	},
	kind: (kind) => oneOf(kind, kinds),
	about: (about) => oneOf(about, subjects),
	needs: (needs) =>
		toList(needs)
			.map((need) => oneOf(need, permissions))
			.find((fault) => fault !== null) ?? null,
	summary: (summary) =>
		/^\S.*\.$/.test(summary) ? null : 'Say in one sentence, with its full stop, what the event does.'
};

/** The handler's file bears the name of the event, and some names make something else of a file. */
function unfitWord(event: string): string | null {
	const [, ...words] = event.split('.');
	const last = words.at(-1);
	if (words.includes('d'))
		return `${event} cannot have “d” behind a dot: TypeScript would read its file as a declaration.`;
	if (last === 'test' || last === 'spec')
		return `${event} cannot end with “${last}”: its file would be taken for a test and left out.`;
	return null;
}

function oneOf(word: string, words: readonly string[]): string | null {
	return words.includes(word) ? null : `“${word}” is none of: ${words.join(', ')}.`;
}

export function toList(words: string): string[] {
	return words.split(/[\s,]+/).filter((word) => word !== '');
}

/** The wish of answers in which nothing is wrong. */
export function toWish({ event, kind, about, needs, summary }: Answers): Wish {
	return {
		event,
		kind: kind as Wish['kind'],
		about: about as Wish['about'],
		needs: toList(needs) as Permission[],
		summary
	};
}
