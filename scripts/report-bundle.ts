// After a build: what a browser loads, in kB of gzip, and a failure when the first page grows past its budget.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

type Chunk = { file: string; src?: string; imports?: string[]; dynamicImports?: string[]; css?: string[] };
type Size = { js: number; css: number };

const client = '.svelte-kit/output/client';
const budgetBytes = 150_000;
const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Record<
	string,
	Chunk
>;
const editor = Object.keys(manifest).filter((key) => /lib\/client\/editor\//.test(key));

/** Kit numbers its pages in the order of the manifest's nodes, so they are found by what they were made of. */
function nodeOf(component: string): string {
	const found = Object.keys(manifest).find((key) => {
		if (!/generated\/client-optimized\/nodes\/\d+\.js$/.test(key)) return false;
		return readFileSync(key, 'utf8').includes(`/${component}"`);
	});
	if (!found)
		throw new Error(`The build has no page ${component}; scripts/report-bundle.ts must know its new place.`);
	return found;
}

/** Everything that the given entries load before they run. */
function closure(keys: string[], seen = new Set<string>()): Set<string> {
	for (const key of keys) {
		if (seen.has(key)) continue;
		seen.add(key);
		closure(manifest[key]?.imports ?? [], seen);
	}
	return seen;
}

function gzipped(files: Iterable<string>): number {
	return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(client, file))).length, 0);
}

function sizeOf(keys: Iterable<string>): Size {
	const chunks = [...keys].flatMap((key) => manifest[key] ?? []);
	return {
		js: gzipped(new Set(chunks.map(({ file }) => file).filter((file) => file.endsWith('.js')))),
		css: gzipped(new Set(chunks.flatMap(({ css = [] }) => css)))
	};
}

function line(what: string, { js, css }: Size): string {
	const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
	return `  ${what.padEnd(42)} JavaScript ${kB(js)}   CSS ${kB(css)}`;
}

const entries = Object.keys(manifest).filter((key) =>
	/client\/entry\.js$|client-optimized\/app\.js$/.test(key)
);
const pages = [
	'src/routes/+layout.svelte',
	'src/routes/(app)/+layout.svelte',
	'src/routes/(app)/chats/[chatId]/+page.svelte'
];
const first = closure([...entries, ...pages.map(nodeOf)]);
const later = closure(editor).difference(first);
const firstSize = sizeOf(first);

console.log('The browser’s bundle, gzip:');
console.log(line('first page of a signed-in person', firstSize));
console.log(line('editor, loaded after it', sizeOf(later)));
if (later.size === 0) console.log('  The editor is not a bundle of its own.');
if (firstSize.js > budgetBytes || later.size === 0) {
	console.error(
		`The first page may load ${budgetBytes / 1000} kB of JavaScript, and the editor comes after it.`
	);
	process.exit(1);
}
