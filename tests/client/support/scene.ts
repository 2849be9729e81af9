import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '$lib/protocol/ids.ts';
import type { Message } from '$lib/protocol/entities.ts';
import { connect } from '../../../clients/typescript/src/index.ts';
import type { Client } from '../../../clients/typescript/src/client.ts';
import { requirePython } from '../../../scripts/require-python.ts';
import { connect as connectPerson } from '../../support/connect.ts';
import { signUpOver, spawnServer, type SpawnedServer } from '../../support/spawn-server.ts';
import { makeToken } from '../../support/token.ts';
import { installClient, type InstalledClient } from './install-client.ts';
import { runProgram, type Program } from './run-program.ts';

type Bot = { id: string; token: string; tokenId: string };

/** A server, Ana, and two bots in one group with her; the bots do not run yet. */
export class Scene {
	readonly server: SpawnedServer;
	readonly installed: InstalledClient;
	readonly ana: Client;
	readonly anasToken: string;
	readonly anasCookie: string;
	readonly echo: Bot;
	readonly python: Bot;
	readonly chatId: string;
	readonly #programs: Program[] = [];
	#echoRuns: Program | undefined;

	private constructor(
		parts: Pick<Scene, 'server' | 'installed' | 'anasToken' | 'anasCookie' | 'echo' | 'python' | 'chatId'>
	) {
		this.server = parts.server;
		this.installed = parts.installed;
		this.anasToken = parts.anasToken;
		this.anasCookie = parts.anasCookie;
		this.echo = parts.echo;
		this.python = parts.python;
		this.chatId = parts.chatId;
		this.ana = connect({ url: parts.server.url, token: parts.anasToken });
	}

	static async open(): Promise<Scene> {
		const server = await spawnServer({ LOG_LEVEL: 'error' });
		const { cookie } = await signUpOver(server, 'ana');
		const person = await connectPerson(server, { cookie });
		const { secret } = await makeToken(person, ['read', 'write', 'chats']);
		const makeBot = async (username: string): Promise<Bot> => {
			const { user } = await person.get('bots.create', { id: newId(), username, displayName: username });
			const token = await makeToken(person, ['read', 'write'], { userId: user.id });
			return { id: user.id, token: token.secret, tokenId: token.id };
		};
		const echo = await makeBot('echo');
		const python = await makeBot('python');
		const chatId = newId();
		const memberIds = [echo.id, python.id];
		await person.get('chat.create', { id: chatId, kind: 'group', memberIds, title: 'Boats' });
		person.close();
		const installed = installClient();
		const tokens = { anasToken: secret, anasCookie: cookie };
		const scene = new Scene({ server, installed, ...tokens, echo, python, chatId });
		await scene.ana.send(chatId, 'Begin');
		return scene;
	}

	/** A program in the folder of a stranger who has installed the client. */
	run(command: string, args: string[], token: string, more: Record<string, string> = {}): Program {
		const env = {
			INKLING_URL: this.server.url,
			INKLING_TOKEN: token,
			INKLING_CHAT: this.chatId,
			CURSOR_FILE: this.cursorFileOf(token),
			...more
		};
		const program = runProgram(command, args, { cwd: this.installed.folder, env });
		this.#programs.push(program);
		return program;
	}

	cursorFileOf(token: string): string {
		return join(this.installed.folder, `${token}.cursor`);
	}

	/** The program with this token is let in no more. */
	async revoke({ tokenId }: Bot): Promise<void> {
		const person = await connectPerson(this.server, { cookie: this.anasCookie });
		await person.get('tokens.revoke', { id: tokenId });
		person.close();
	}

	async startEcho(): Promise<Program> {
		const program = (this.#echoRuns = this.run(process.execPath, ['examples/echo-bot.ts'], this.echo.token));
		await program.said('echo listens.');
		return program;
	}

	/** SIGKILL: what it was about to do is left undone. */
	async stopEcho(): Promise<void> {
		await this.#echoRuns?.kill();
	}

	async startPython(): Promise<Program> {
		const program = this.run(requirePython(), ['examples/python/echo_bot.py'], this.python.token);
		await program.said('python listens.');
		return program;
	}

	/** The command of the README, as it stands there. */
	curl(): Program {
		const [, command] = /```bash\n([^`]*curl[^`]*)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
		if (command === undefined) throw new Error('The README has no curl any more.');
		return this.run('bash', ['-euc', command], this.anasToken);
	}

	/** All messages, counted anew at the server. */
	async recount(): Promise<Message[]> {
		const messages: Message[] = [];
		for await (const message of this.ana.messages(this.chatId, { afterSeq: 0, pageSize: 100 })) {
			messages.push(message);
		}
		return messages;
	}

	async close(): Promise<void> {
		await this.ana.close({ signal: AbortSignal.abort() });
		await Promise.all(this.#programs.map((program) => program.kill()));
		await this.server.remove();
		this.installed.remove();
	}
}
