import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** On which processor each side runs: the server on one, all that drives it on the other. */
export const cores = { server: 0, load: 1 } as const;

/** Whether the two sides can have a processor each. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** Those that run: none outlives the benchmark, however it ends. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
	for (const child of running) child.kill('SIGKILL');
});

const everyCore = `0-${availableParallelism() - 1}`;

/** A server that was started for the benchmark, on its own processor. */
export class Pinned {
	readonly child: ChildProcess;
	readonly #ready: Promise<void>;

	/** `said`: what it prints when it can be asked. */
	constructor(file: string, args: string[], env: Record<string, string>, said: string, cwd = process.cwd()) {
		const command = canPin ? ['taskset', '-c', String(cores.server), process.execPath] : [process.execPath];
		const [program = '', ...before] = command;
		this.child = spawn(program, [...before, file, ...args], {
			cwd,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'inherit']
		});
		running.add(this.child);
		this.child.once('exit', () => running.delete(this.child));
		this.#ready = new Promise((resolve, reject) => {
			this.child.stdout?.on('data', (chunk: Buffer) => String(chunk).includes(said) && resolve());
			this.child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was up.`)));
		});
	}

	ready(): Promise<void> {
		return this.#ready;
	}

	/** Seconds of the processor that it has used, in all its threads. The kernel counts in hundredths. */
	cpuSeconds(): number {
		return cpuSecondsOf(this.child.pid ?? 0);
	}

	/** Its memory that is in use now, in bytes. */
	residentBytes(): number {
		const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
		return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
	}

	/** Resolves when it has ended, by whomever. */
	ended(): Promise<unknown> {
		return once(this.child, 'exit');
	}

	async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
		if (this.child.exitCode !== null || this.child.signalCode !== null) return;
		const ended = once(this.child, 'exit');
		this.child.kill(signal);
		await ended;
	}
}

/** That a process has used so far. */
export function cpuSecondsOf(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Puts this process, and what it starts from now on, on the processor of the load. */
export function pinLoad(): void {
	runOn(String(cores.load));
}

/** Gives this process, and what it starts from now on, all processors. */
export function unpinLoad(): void {
	runOn(everyCore);
}

function runOn(list: string): void {
	if (canPin) spawnSync('taskset', ['-acp', list, String(process.pid)], { stdio: 'ignore' });
}
