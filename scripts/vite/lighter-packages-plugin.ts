import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { withoutMarkdown } from './without-markdown.ts';

/** A file that the browser gets in the place of another: who asks for it, the name by which, and what comes instead. */
type Swap = { importer?: RegExp; name: RegExp; by: string };

const swaps: Swap[] = [
	// Written for browsers of this decade; what Dexie hands out by itself is for those of the last one.
	{ name: /^dexie$/, by: import.meta.resolve('dexie/dist/modern/dexie.mjs') },
	// Lucide's own works out at run time what is the same for all icons here.
	{
		importer: /@lucide\/svelte\/dist\/icons\//,
		name: /^\.\.\/Icon\.svelte$/,
		by: import.meta.resolve('../../src/lib/client/ui/Icon.svelte')
	},
	{
		importer: /\/engine\.io-client\/build\/esm\//,
		name: /\/webtransport\.js$/,
		by: import.meta.resolve('../../src/lib/client/sync/no-webtransport.ts')
	},
	// What Tiptap asks of them, and no more.
	{ name: /^linkifyjs$/, by: import.meta.resolve('../../src/lib/client/editor/find-addresses.ts') },
	{ name: /^@floating-ui\/dom$/, by: import.meta.resolve('../../src/lib/client/editor/no-floating.ts') }
];

/** Kit takes two functions out of the whole of Svelte in a way that keeps all the others, used or not. */
const kitClient = /\/kit\/src\/runtime\/client\/client\.js$/;
const wholeSvelte = 'const { onMount, tick } = svelte;';
const twoFunctions = 'const onMount = svelte.onMount, tick = svelte.tick;';

const tiptap = /\/@tiptap\/(extension-[a-z-]+|core)\/dist\//;

/** Builds the browser's code of lighter forms of what packages bring. What the app asks of them they do as before; see docs/decisions/0015-small-first-page.md. */
export function lighterPackages(): Plugin {
	return {
		name: 'inkling-lighter-packages',
		apply: 'build',
		enforce: 'pre',
		applyToEnvironment: ({ name }) => name === 'client',
		resolveId(id, importer = '') {
			const swap = swaps.find(({ name, importer: by }) => name.test(id) && (!by || by.test(importer)));
			return swap && fileURLToPath(swap.by);
		},
		transform: {
			filter: { id: [kitClient, tiptap] },
			handler(code, id) {
				if (tiptap.test(id)) return { code: withoutMarkdown(code, this.parse(code)), map: null };
				if (!code.includes(wholeSvelte))
					throw new Error(
						'Kit’s client has another form: scripts/vite/lighter-packages-plugin.ts must know it.'
					);
				return { code: code.replace(wholeSvelte, twoFunctions), map: null };
			}
		}
	};
}
