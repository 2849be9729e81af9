import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

let running: ChildProcess | undefined;
let stopping = false;

/** Runs a command to its end and ends whatever it left running. Answers whether it succeeded. */
export async function runGroup(
	command: string,
	args: string[],
	options: { cwd: string; env: Record<string, string> }
): Promise<boolean> {
	// In a group of its own: servers that a failed test left behind belong to it.
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: { ...process.env, ...options.env },
		stdio: 'ignore',
		detached: true
	});
	running = child;
	const [code] = (await once(child, 'close')) as [number | null];
	endGroup(child, 'SIGKILL');
	running = undefined;
	// Nothing more is begun: the process is about to end.
	if (stopping) await new Promise(() => {});
	return code === 0;
}

/** Ends the command that runs now, first in good order so that it closes its browsers. */
export async function stopRunning(): Promise<void> {
	stopping = true;
	const child = running;
	if (!child) return;
	const closed = once(child, 'close');
	endGroup(child, 'SIGTERM');
	await closed;
	endGroup(child, 'SIGKILL');
}

function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, signal);
	} catch (error) {
		// Nothing of it is left.
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
