import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { lighterParts } from './parts/lighter-parts.ts';
import { withoutMarkdown } from './without-markdown.ts';
import { withoutParts } from './without-parts.ts';

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

/** Beside its drawing an icon of Lucide has its names and the size that `Icon.svelte` knows. */
const lucideIcon = /\/@lucide\/svelte\/dist\/icons\/[a-z0-9-]+\.svelte$/;
const drawingAlone = /\{ "name": .*?, ("node": \[\[.*\]\])(?:, "aliases": .*?)? \};/;

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
			filter: { id: [lucideIcon, tiptap, ...lighterParts.map(({ file }) => file)] },
			handler(code, id) {
				if (lucideIcon.test(id)) return { code: code.replace(drawingAlone, '{ $1 };'), map: null };
				const read = tiptap.test(id) ? withoutMarkdown(code, this.parse(code)) : code;
				const parts = lighterParts.find(({ file }) => file.test(id));
				return { code: parts ? withoutParts(read, this.parse(read), parts) : read, map: null };
			}
		}
	};
}
