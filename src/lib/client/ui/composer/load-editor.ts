import { idle } from '../idle.ts';
import { loadOnce } from '../load-once.ts';

const messagesFirstMs = 500;
const againAfterMs = 5_000;

/**
 * The editor's code. It comes after the messages: to run it holds the page up, and a plain box takes what is typed
 * meanwhile. Once it is there the answer comes within the same task: no key falls between a box and the next. Where the
 * network does not bring it, it is asked for again until it does.
 */
export const loadEditor = loadOnce(async () => {
	await idle(messagesFirstMs);
	for (;;) {
		try {
			return await fetchParts();
		} catch (error) {
			console.warn('The code of the editor did not come; it is asked for again.', error);
			await onlineOr(againAfterMs);
		}
	}
});

async function fetchParts() {
	const [{ createEditor, replaceText }, { Mentions }] = await Promise.all([
		import('../../editor/create-editor.ts'),
		import('./mentions.svelte.ts')
	]);
	return { createEditor, replaceText, Mentions };
}

function onlineOr(ms: number): Promise<void> {
	return new Promise((resolve) => {
		addEventListener('online', () => resolve(), { once: true });
		setTimeout(resolve, ms);
	});
}
