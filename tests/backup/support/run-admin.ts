import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export type Said = { code: number | null; output: string };

/** `npm run admin`, as a process of its own. `ended` settles also when it is killed. */
export function startAdmin(
	dataDir: string,
	...words: string[]
): { child: ChildProcess; ended: Promise<Said> } {
	const env = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'silent' };
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

export function runAdmin(dataDir: string, ...words: string[]): Promise<Said> {
	return startAdmin(dataDir, ...words).ended;
}
