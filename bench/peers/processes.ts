import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { canPin, cores, cpuSecondsOf } from '../support/pinned.ts';
import { onLeave } from './leave.ts';
import type { SystemUser } from './own-folder.ts';

/** A server that may be more than one process: those that were started, and all that they started. */
export class Processes {
	readonly #roots: ChildProcess[];
	readonly #kill: () => void;

	constructor(...roots: ChildProcess[]) {
		this.#roots = roots;
		this.#kill = onLeave(() => this.#signal('SIGKILL'));
	}

	/** Seconds of the processor that all of them have used. */
	cpuSeconds(): number {
		return this.#pids().reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
	}

	/** Their memory that is in use now, in bytes. What two of them share counts for both. */
	residentBytes(): number {
		return this.#pids().reduce((sum, pid) => {
			const status = readFileSync(`/proc/${pid}/status`, 'utf8');
			return sum + Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
		}, 0);
	}

	/** Lets none of them go on, and returns once none does. */
	freeze(): void {
		this.#signal('SIGSTOP');
		while (this.#pids().some((pid) => !['T', ...over].includes(stateOf(pid))));
	}

	/** Lets all of them go on. */
	thaw(): void {
		this.#signal('SIGCONT');
	}

	/** `kill -9`; resolves when none is left. */
	async kill(): Promise<void> {
		const pids = this.#pids();
		this.#kill();
		while (pids.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 10));
	}

	#signal(name: NodeJS.Signals): void {
		for (const pid of this.#pids()) if (isAlive(pid)) process.kill(pid, name);
	}

	#pids(): number[] {
		const roots = this.#roots.map(({ pid }) => pid ?? 0).filter(isAlive);
		const all = new Set(roots);
		const parents = parentsOfAll();
		// A process may have a lower number than the one that started it, so that one pass is not enough.
		for (let before = -1; before !== all.size;) {
			before = all.size;
			for (const [pid, parent] of parents) if (all.has(parent)) all.add(pid);
		}
		return [...all];
	}
}

/** Starts a program on the processor of the server. What it complains of goes into `complaints` of this folder. */
export function startProgram(
	program: string,
	args: string[],
	{ folder, user, env }: { folder: string; user?: SystemUser; env?: Record<string, string> }
): ChildProcess {
	const [first = '', ...more] = canPin
		? ['taskset', '-c', String(cores.server), program, ...args]
		: [program, ...args];
	const complaints = openSync(join(folder, 'complaints'), 'a');
	const child = spawn(first, more, {
		cwd: folder,
		env: { ...process.env, HOME: folder, ...env },
		stdio: ['ignore', 'ignore', complaints],
		// Not in the terminal's group: it is ended here, with all that it started.
		detached: true,
		...user
	});
	closeSync(complaints);
	return child;
}

/** Resolves when somebody listens there. @throws Error with its complaints if the program ends before, or does not listen within a minute. */
export async function untilListening(port: number, child: ChildProcess, folder: string): Promise<void> {
	for (const end = performance.now() + 60_000; performance.now() < end && child.exitCode === null;) {
		if (await listens(port)) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const said = readFileSync(join(folder, 'complaints'), 'utf8');
	throw new Error(`${child.spawnargs.join(' ')} does not listen on ${port}. ${said}`);
}

function listens(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
		socket.on('connect', () => socket.destroy());
	});
}

function statOf(pid: number): string[] {
	try {
		return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
	} catch {
		// It ended meanwhile.
		return [];
	}
}

/** States of what has ended, whether or not anybody has asked how. */
const over = ['X', 'Z'];

function stateOf(pid: number): string {
	return statOf(pid)[0] ?? 'X';
}

function isAlive(pid: number): boolean {
	return !over.includes(stateOf(pid));
}

function parentsOfAll(): Map<number, number> {
	const pids = readdirSync('/proc').map(Number).filter(isAlive);
	return new Map(pids.map((pid) => [pid, Number(statOf(pid)[1])]));
}
