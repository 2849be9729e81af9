import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export type Said = { code: number | null; output: string };

/** `npm run admin`, as a process of its own. `ended` settles also when it is killed. */
export function startAdmin(
	dataDir: string,
	words: string[],
	more: Record<string, string> = {}
): { child: ChildProcess; ended: Promise<Said> } {
	const env = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...more };
	const child = spawn(process.execPath, ['scripts/admin.ts', ...words], {
		env,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += String(chunk)));
	const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
	return { child, ended };
}

/** The same, killed in the place of its n-th step on the disk; `code` is null then, and a number where it takes fewer steps. */
export function runAdminUntil(step: number, dataDir: string, ...words: string[]): Promise<Said> {
	const killer = new URL('./die-at-step.ts', import.meta.url).href;
	return startAdmin(dataDir, words, { NODE_OPTIONS: `--import=${killer}`, DIE_AT_STEP: String(step) }).ended;
}

/** The same on a disk that refuses these steps, whenever they are tried: `linkSync=EPERM`, after a comma the next one. */
export function runAdminRefused(steps: string, dataDir: string, ...words: string[]): Promise<Said> {
	const refuser = new URL('./refuse-step.ts', import.meta.url).href;
	return startAdmin(dataDir, words, { NODE_OPTIONS: `--import=${refuser}`, REFUSED_STEPS: steps }).ended;
}

export function runAdmin(dataDir: string, ...words: string[]): Promise<Said> {
	return startAdmin(dataDir, words).ended;
}
