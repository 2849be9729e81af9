import type { Parts } from '../without-parts.ts';

/** Kit takes two functions out of the whole of Svelte in a way that keeps all the others, used or not. */
export const kit: Parts = {
	file: /\/kit\/src\/runtime\/client\/client\.js$/,
	replaced: [['const { onMount, tick } = svelte;', 'const onMount = svelte.onMount, tick = svelte.tick;']]
};
