import { linkSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, plain } from '../../clients/typescript/src/index.ts';
import type { Message } from '$lib/protocol/entities.ts';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { requirePython } from '../../scripts/require-python.ts';
import { Scene } from './support/scene.ts';

/** Installing, building and starting programs may take its time; against hanging alone. */
const patienceMs = 600_000;
const pythonBot = 'examples/python/echo_bot.py';

let scene: Scene;

beforeAll(async () => {
	scene = await Scene.open();
}, patienceMs);

afterAll(() => scene.close());

/** The answers to a message, once there are those of all these bots. */
async function answersTo({ id }: Message, bots: { id: string }[]): Promise<Message[]> {
	const answers = async () => (await scene.recount()).filter(({ replyTo }) => replyTo === id);
	const whose = async () => (await answers()).map(({ senderId }) => senderId);
	const wanted: string[] = bots.map((bot) => bot.id);
	await expect.poll(whose, { timeout: patienceMs, interval: 200 }).toEqual(expect.arrayContaining(wanted));
	return answers();
}

/** Ana says something in a group with both bots in which only its admins write. */
async function announce(words: string): Promise<Message> {
	const chatId = newId();
	const memberIds = [scene.echo.id, scene.python.id];
	await scene.ana.request('chat.create', { id: chatId, kind: 'group', memberIds, title: 'News' });
	await scene.ana.request('chat.writers.update', { chatId, writers: 'admins' });
	return scene.ana.send(chatId, words);
}

/** An address at which nobody listens. */
async function deadUrl(): Promise<string> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once(probe, 'close');
	return `http://127.0.0.1:${port}`;
}

test(
	'a message that cannot be answered is said in the log, and both bots answer the next one, also after a restart',
	async () => {
		const bots = [scene.echo, scene.python];
		const [echo, python] = await Promise.all([scene.startEcho(), scene.startPython()]);
		const news = await announce('Only I may write here');
		const refused = `Message ${news.id} is not answered: Only admins write in this chat.`;
		await Promise.all([echo.said(refused), python.said(refused)]);
		await answersTo(await scene.ana.send(scene.chatId, 'Still there?'), bots);

		await scene.stopEcho();
		const again = await scene.startEcho();
		await answersTo(await scene.ana.send(scene.chatId, 'And now?'), bots);
		expect(again.output()).toBe('echo listens.\n');
		await Promise.all([scene.stopEcho(), python.kill()]);
	},
	patienceMs
);

test(
	'of the longest message as much is answered as fits',
	async () => {
		const bots = [scene.echo, scene.python];
		const [, python] = await Promise.all([scene.startEcho(), scene.startPython()]);
		const { textCharactersMax } = defaultLimits;
		const longest = '🦑'.repeat(textCharactersMax);
		const answers = await answersTo(await scene.ana.send(scene.chatId, longest), bots);
		const words = bots.map(({ id }) =>
			plain(answers.find(({ senderId }) => senderId === id)?.content ?? null)
		);
		expect(words[0]).toBe(`You said: ${'🦑'.repeat(textCharactersMax - 10)}`);
		expect(words[1]).toBe(longest);
		await Promise.all([scene.stopEcho(), python.kill()]);
	},
	patienceMs
);

test(
	'the cursor of the echo bot is replaced as a whole, never written over',
	async () => {
		rmSync(scene.cursorFileOf(scene.echo.token), { force: true });
		await scene.startEcho();
		const file = scene.cursorFileOf(scene.echo.token);
		const read = () => readFileSync(file, 'utf8');
		await answersTo(await scene.ana.send(scene.chatId, 'One'), [scene.echo]);
		await expect.poll(read).not.toBe('');
		// A second name of the file as it is now: it changes only if somebody writes into that very file.
		const kept = join(scene.installed.folder, 'kept.cursor');
		linkSync(file, kept);
		const before = readFileSync(kept, 'utf8');
		await answersTo(await scene.ana.send(scene.chatId, 'Two'), [scene.echo]);
		await expect.poll(read).not.toBe(before);
		expect(readFileSync(kept, 'utf8')).toBe(before);
		await scene.stopEcho();
	},
	patienceMs
);

describe('the bot in Python ends, so that whoever watches over it can start it again,', () => {
	const startPython = (token: string) => scene.run(requirePython(), [pythonBot], token);

	test(
		'when its token is none',
		async () => {
			const bot = startPython(`ink_${'A'.repeat(43)}`);
			expect(await bot.ended, bot.output()).toBe(1);
			expect(bot.output()).toContain('The server lets this bot in no more: unauthenticated');
		},
		patienceMs
	);

	test(
		'when its token is revoked while it has no connection',
		async () => {
			const bot = await scene.startPython();
			// Now it waits for nothing but the next message.
			await answersTo(await scene.ana.send(scene.chatId, 'Ahoy'), [scene.python]);
			bot.signal('SIGSTOP');
			await scene.server.kill();
			await scene.server.start();
			await scene.revoke(scene.python);
			bot.signal('SIGCONT');
			expect(await bot.ended, bot.output()).toBe(1);
			expect(bot.output()).toContain('The server lets this bot in no more: unauthenticated');
		},
		patienceMs
	);

	test(
		'when its token is revoked while it listens',
		async () => {
			const bot = startPython(scene.echo.token);
			await bot.said('echo listens.');
			await scene.revoke(scene.echo);
			expect(await bot.ended, bot.output()).toBe(1);
			expect(bot.output()).toContain('The server lets this bot in no more: unauthenticated');
		},
		patienceMs
	);
});

describe('what is missing is named:', () => {
	test.each([
		['the token of the echo bot', () => [process.execPath, 'examples/echo-bot.ts']],
		['the token of the bot in Python', () => [requirePython(), pythonBot]]
	])('%s', async (_, command) => {
		const [program = '', file = ''] = command();
		const bot = scene.run(program, [file], '');
		expect(await bot.ended, bot.output()).toBe(1);
		expect(bot.output()).toContain('Name INKLING_TOKEN');
	});

	test('the address at which the post from a build finds nobody, and why', async () => {
		const url = await deadUrl();
		const args = ['examples/post-from-ci.ts', 'Build 42'];
		const post = scene.run(process.execPath, args, scene.anasToken, { INKLING_URL: url });
		expect(await post.ended, post.output()).toBe(1);
		expect(post.output()).toContain(`${url} cannot be reached: connect ECONNREFUSED`);
		expect(post.output()).not.toContain('Timeout');
	});
});
