import { loadOnce } from '../load-once.ts';

/** The editor's code. Once it is there the answer comes within the same task: no key falls between a box and the next. */
export const loadEditor = loadOnce(async () => {
	const [{ createEditor, replaceText }, { Mentions }] = await Promise.all([
		import('../../editor/create-editor.ts'),
		import('./mentions.svelte.ts')
	]);
	return { createEditor, replaceText, Mentions };
});
