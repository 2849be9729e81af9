import { idle } from '../idle.ts';
import { loadUntilThere } from '../load-until-there.ts';

const messagesFirstMs = 500;

/**
 * The editor's code. It comes after the messages: to run it holds the page up, and a plain box takes what is typed
 * meanwhile. Once it is there the answer comes within the same task: no key falls between a box and the next.
 */
export const loadEditor = loadUntilThere(async () => {
	await idle(messagesFirstMs);
	return import('../../editor/create-editor.ts');
});
