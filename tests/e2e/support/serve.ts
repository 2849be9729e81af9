import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

type Settings = Record<string, string>;

/** The built server, running on a free port with a data folder of its own. */
export class Served {
	readonly dataDir: string;
	readonly #settings: Settings;
	/** The folder with the build that runs. */
	#folder = process.cwd();
	#child: ChildProcess | undefined;
	url = '';

	constructor(dataDir: string, settings: Settings) {
		this.dataDir = dataDir;
		this.#settings = settings;
	}

	/** Runs `server.js`, as `npm start` does; from the second time on with the same port. */
	async startAgain(): Promise<void> {
		const port = this.url ? new URL(this.url).port : '0';
		const own = { PORT: port, HOST: '127.0.0.1', DATA_DIR: this.dataDir, LOG_LEVEL: 'warn' };
		const child = spawn(process.execPath, ['server.js'], {
			cwd: this.#folder,
			env: { ...process.env, ...own, ...this.#settings },
			stdio: ['ignore', 'pipe', 'inherit']
		});
		this.#child = child;
		this.url = await findAddress(createInterface({ input: child.stdout }));
		// Left unread, a full pipe would stop the server.
		child.stdout.resume();
	}

	/** Runs another build from now on, with the same data at the same address. */
	async deploy(folder: string): Promise<void> {
		await this.#end('SIGTERM');
		this.#folder = folder;
		await this.startAgain();
	}

	/** It takes connections and answers nothing, until `thaw`. */
	freeze(): void {
		this.#child?.kill('SIGSTOP');
	}

	thaw(): void {
		this.#child?.kill('SIGCONT');
	}

	/** Ends it in the middle of whatever it does. */
	kill(): Promise<void> {
		return this.#end('SIGKILL');
	}

	/** Ends it in good order and removes its data. */
	async stop(): Promise<void> {
		await this.#end('SIGTERM');
		await rm(this.dataDir, { recursive: true, force: true });
	}

	async #end(signal: NodeJS.Signals): Promise<void> {
		const child = this.#child;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		child.kill(signal);
		await once(child, 'exit');
	}
}

/** Starts a server. `settings` are environment variables that win over the test's own. */
export async function serve(settings: Settings = {}): Promise<Served> {
	const served = new Served(await mkdtemp(join(tmpdir(), 'inkling-e2e-')), settings);
	await served.startAgain();
	return served;
}

async function findAddress(lines: AsyncIterable<string>): Promise<string> {
	for await (const line of lines) {
		const address = /listens on (http:\S+)/.exec(line)?.[1];
		if (address) return address;
	}
	throw new Error('The server ended before it listened; what it said stands above.');
}
