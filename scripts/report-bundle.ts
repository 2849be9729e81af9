// After a build: what a browser loads, in kB of gzip, and a failure when that grows past its budgets.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { arrivingName, editorName, followingName } from './vite/first-page-plugin.ts';

type Chunk = {
	file: string;
	name?: string;
	src?: string;
	imports?: string[];
	dynamicImports?: string[];
	css?: string[];
};
type Size = { js: number; css: number };

const client = '.svelte-kit/output/client';
const budgets = { list: 84_000, newDevice: 90_000, all: 220_000 };
const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Record<
	string,
	Chunk
>;
const named = (name: string) => Object.keys(manifest).filter((key) => manifest[key]?.name === name);

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
	// Kit asks for it at every start.
	'src/routes/+error.svelte',
	'src/routes/(app)/+layout.svelte',
	'src/routes/(app)/chats/[chatId]/+page.svelte'
];
const list = closure([...entries, ...pages.map(nodeOf)]);
const following = closure(named(followingName)).difference(list);
const later = closure(named(editorName)).difference(list).difference(following);
const listSize = sizeOf(list);
const newDeviceSize = sizeOf(list.union(closure(named(arrivingName))));
const all = sizeOf(list.union(following).union(later));

console.log('The browser’s bundle, gzip:');
console.log(line('before the chats of a signed-in person', listSize));
console.log(line('before them on a device that has none', newDeviceSize));
console.log(line('conversation and sync, right after them', sizeOf(following)));
console.log(line('editor and its toolbar, after these', sizeOf(later)));
console.log(line('all of it', all));
if (following.size === 0 || later.size === 0) {
	console.error(
		'Conversation and sync come after the chats, and the editor after these, each as a file of its own.'
	);
	process.exit(1);
}
if (listSize.js > budgets.list || newDeviceSize.js > budgets.newDevice || all.js > budgets.all) {
	const kB = (bytes: number) => `${bytes / 1000} kB`;
	console.error(
		`A browser may load ${kB(budgets.list)} of JavaScript before the chats, ${kB(budgets.newDevice)} where it has none yet, and ${kB(budgets.all)} in all.`
	);
	process.exit(1);
}
