import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const copied = [
	'src',
	'static',
	'scripts',
	'docs/api',
	'server.js',
	'package.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];

/** What the next version changes: a word in a page that is loaded late, and the form of the mirror. */
const changes = [
	{ file: 'src/lib/client/ui/Settings.svelte', from: 'title="Settings"', to: 'title="New settings"' },
	{
		file: 'src/lib/client/mirror/mirror.ts',
		from: 'this.userId = userId;',
		to: "this.userId = userId;\n\t\tthis.version(1_000).stores({ added: 'id' });"
	}
];

/** Builds a next version of the app from the sources, in a folder of its own, and answers that folder. */
export async function buildNext(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'inkling-next-'));
	await Promise.all(copied.map((name) => cp(name, join(folder, name), { recursive: true })));
	await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
	for (const { file, from, to } of changes) await change(join(folder, file), from, to);
	const vite = join(process.cwd(), 'node_modules/vite/bin/vite.js');
	const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
		cwd: folder,
		stdio: 'inherit'
	});
	const [code] = (await once(child, 'exit')) as [number | null];
	if (code !== 0) throw new Error('The next version could not be built; what Vite says stands above.');
	return folder;
}

async function change(path: string, from: string, to: string): Promise<void> {
	const text = await readFile(path, 'utf8');
	if (!text.includes(from))
		throw new Error(`${path} has no “${from}” any more, which the next version changes.`);
	await writeFile(path, text.replace(from, to));
}
