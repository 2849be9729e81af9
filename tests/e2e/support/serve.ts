import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The built server, running. `stop` also removes its data. */
export type Served = { url: string; dataDir: string; stop(): Promise<void> };

/** Starts `server.js` on a free port with a data folder of its own, as `npm start` would. `settings` win over the test's. */
export async function serve(settings: Record<string, string> = {}): Promise<Served> {
	const dataDir = await mkdtemp(join(tmpdir(), 'inkling-e2e-'));
	const child = spawn(process.execPath, ['server.js'], {
		env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...settings },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const exited = once(child, 'exit');
	const url = await findAddress(createInterface({ input: child.stdout }));
	// Left unread, a full pipe would stop the server.
	child.stdout.resume();
	return {
		url,
		dataDir,
		async stop() {
			child.kill('SIGTERM');
			await exited;
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

async function findAddress(lines: AsyncIterable<string>): Promise<string> {
	for await (const line of lines) {
		const address = /listens on (http:\S+)/.exec(line)?.[1];
		if (address) return address;
	}
	throw new Error('The server ended before it listened; what it said stands above.');
}
