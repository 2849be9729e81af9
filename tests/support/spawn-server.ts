import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '$lib/protocol/envelope.ts';
import type { User } from '$lib/protocol/entities.ts';
import { freePort } from './free-port.ts';

export type SpawnedServer = {
	url: string;
	dataDir: string;
	/** Of the process that runs now. */
	pid(): number;
	/** All that the process has written to its output so far. */
	output(): string;
	/** SIGKILL: nothing is finished, nothing is flushed. */
	kill(): Promise<void>;
	/** SIGTERM: what was begun is finished. Answers the exit code. */
	stop(): Promise<number | null>;
	/** Starts it again on the same data and port. */
	start(): Promise<void>;
	/** Ends it and removes its data. */
	remove(): Promise<void>;
};

/** The built server as `npm start` runs it, in a process and a folder of its own. */
export async function spawnServer(settings: Record<string, string> = {}): Promise<SpawnedServer> {
	const dataDir = await mkdtemp(join(tmpdir(), 'inkling-'));
	const port = await freePort();
	let child: ChildProcess | undefined;
	let output = '';
	const end = async (signal: NodeJS.Signals) => {
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	};
	const server: SpawnedServer = {
		url: `http://127.0.0.1:${port}`,
		dataDir,
		pid: () => child?.pid ?? 0,
		output: () => output,
		kill: () => end('SIGKILL'),
		stop: async () => {
			await end('SIGTERM');
			return child?.exitCode ?? null;
		},
		start: async () => {
			const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', ...settings };
			child = spawn(process.execPath, ['server.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
			await listening(child, (chunk) => (output += chunk));
		},
		remove: async () => {
			await end('SIGTERM');
			await rm(dataDir, { recursive: true, force: true });
		}
	};
	await server.start();
	return server;
}

/** Waits for the line that names the address. @throws Error with the output when the process ends first. */
function listening(child: ChildProcess, keep: (chunk: string) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		let said = '';
		const onData = (chunk: Buffer) => {
			said += String(chunk);
			keep(String(chunk));
			if (/listens on http/.test(said)) resolve();
		};
		child.stdout?.on('data', onData);
		child.stderr?.on('data', onData);
		child.once('exit', () => reject(new Error(`The server ended before it listened:\n${said}`)));
	});
}

/** Asks the HTTP door. */
export async function post<Data>(url: string, path: string, body: unknown, cookie?: string) {
	const response = await fetch(`${url}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: url, ...(cookie ? { cookie } : {}) },
		body: JSON.stringify(body)
	});
	const reply = (await response.json()) as Reply<Data>;
	return { status: response.status, reply, cookies: response.headers.getSetCookie() };
}

/** Signs up over HTTP, as a script would. The first one makes the server. */
export async function signUpOver(server: { url: string }, username: string, inviter?: { cookie: string }) {
	const invite =
		inviter && (await post<{ token: string }>(server.url, '/api/v1/invites', {}, inviter.cookie)).reply;
	const body = {
		username,
		password: 'correct horse battery',
		displayName: username,
		...(invite?.ok ? { invite: invite.data.token } : {})
	};
	const { reply, cookies } = await post<{ user: User }>(server.url, '/api/v1/users', body);
	if (!reply.ok) throw new Error(`Signing up was refused: ${JSON.stringify(reply.error)}`);
	const cookie = cookies.find((line) => line.startsWith('inkling_session='))?.split(';')[0] ?? '';
	return { user: reply.data.user, cookie };
}
