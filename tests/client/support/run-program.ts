import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type Program = {
	/** All that it has said so far. */
	output(): string;
	/** Resolves when it has said this. @throws Error with its output if it ends before. */
	said(words: string): Promise<void>;
	/** Resolves with its exit code, when it has ended by itself. */
	ended: Promise<number | null>;
	/** Lets it stand still, and go on. */
	signal(name: 'SIGSTOP' | 'SIGCONT'): void;
	/** SIGKILL: it can finish nothing. */
	kill(): Promise<void>;
};

/** Starts a program of a bot's author, in a process of its own. */
export function runProgram(
	command: string,
	args: string[],
	{ cwd, env = {} }: { cwd: string; env?: Record<string, string> }
): Program {
	const child = spawn(command, args, {
		cwd,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	const waiting = new Set<() => void>();
	const keep = (chunk: Buffer) => {
		output += String(chunk);
		for (const look of waiting) look();
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const ended = once(child, 'close').then(([code]) => code as number | null);
	return {
		output: () => output,
		said: (words) =>
			new Promise((resolve, reject) => {
				const look = () => {
					if (output.includes(words)) resolve();
				};
				waiting.add(look);
				look();
				void ended.then(() => reject(new Error(`The program ended:\n${output}`)));
			}),
		ended,
		signal: (name) => void child.kill(name),
		kill: async () => {
			child.kill('SIGKILL');
			await ended;
		}
	};
}
