import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plain } from '../../clients/typescript/src/index.ts';
import type { Message } from '$lib/protocol/entities.ts';
import { Scene } from './support/scene.ts';

/** Installing, building and starting three programs may take its time; against hanging alone. */
const patienceMs = 600_000;

let scene: Scene;

beforeAll(async () => {
	scene = await Scene.open();
}, patienceMs);

afterAll(() => scene.close());

/** What is answered to a message, by the bot's id. */
function answersOf(message: Message, all: Message[]): string[] {
	return all.filter(({ replyTo }) => replyTo === message.id).map(({ senderId }) => senderId);
}

/** Waits until both have answered this one, and so, in their order, all before it. */
async function answered(id: string, by: string[]): Promise<Message[]> {
	const whoAnswered = async () => {
		const all = await scene.recount();
		return all.filter(({ replyTo }) => replyTo === id).map(({ senderId }) => senderId);
	};
	await expect.poll(whoAnswered, { timeout: patienceMs, interval: 200 }).toEqual(expect.arrayContaining(by));
	return scene.recount();
}

test(
	'the echo bot, the curl of the README, the post from a build and the bot in Python talk in one chat, each message once',
	async () => {
		const bots = [scene.echo.id, scene.python.id];
		await Promise.all([scene.startEcho(), scene.startPython()]);

		for (let times = 0; times < 3; times++) {
			const curl = scene.curl();
			expect(await curl.ended, curl.output()).toBe(0);
			expect(JSON.parse(curl.output())).toMatchObject({ ok: true, data: { chatId: scene.chatId } });
		}
		const post = scene.run(
			process.execPath,
			['examples/post-from-ci.ts', 'Build 42', 'is green'],
			scene.anasToken
		);
		expect(await post.ended, post.output()).toBe(0);
		expect(post.output()).toMatch(/^Posted as message \d+\.\n$/);
		const last = await scene.ana.send(scene.chatId, 'Good night');

		const all = await answered(last.id, bots);
		const { id: ana } = await scene.ana.me();
		const wordsOf = (senderId: string) =>
			all.filter((message) => message.senderId === senderId).map(({ content }) => plain(content));
		const said = ['Ahoy', 'Ahoy', 'Ahoy', 'Build 42 is green', 'Good night'];
		expect(wordsOf(ana)).toEqual(['Begin', ...said]);
		expect(wordsOf(scene.echo.id)).toEqual(said.map((words) => `You said: ${words}`));
		expect(wordsOf(scene.python.id)).toEqual(said);
		expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
	},
	patienceMs
);

test(
	'each message is answered once, though the server is killed, and then the bot, and both come back',
	async () => {
		const { chatId, server, ana } = scene;
		const lines = (name: string) => Array.from({ length: 15 }, (_, n) => ana.send(chatId, `${name} ${n}`));
		const second = lines('Before the server is killed');
		await second[3];
		await server.kill();
		const third = lines('While it is away');
		await server.start();
		await Promise.all([...second, ...third]);

		const fourth = lines('Before the bot is killed');
		await answered((await Promise.all(fourth))[4]?.id ?? '', [scene.echo.id]);
		await scene.stopEcho();
		const fifth = await Promise.all(lines('While it is away'));
		const bot = await scene.startEcho();
		const last = await ana.send(chatId, 'The end');
		const all = await answered(last.id, [scene.echo.id, scene.python.id]);

		const { id } = await ana.me();
		const asked = all.filter(({ senderId, seq }) => senderId === id && seq > 1);
		expect(asked).toHaveLength(5 + 4 * 15 + 1);
		expect(fifth).toHaveLength(15);
		for (const message of asked) {
			const who = answersOf(message, all).sort();
			expect(who, plain(message.content)).toEqual([scene.echo.id, scene.python.id].sort());
		}
		expect(new Set(all.map((message) => message.id)).size).toBe(all.length);
		expect(bot.output()).toBe('echo listens.\n');
	},
	patienceMs
);

/** Writes what its own person says, and fails at the words that it does not like. */
const frailBot = `
	import { existsSync, readFileSync, writeFileSync } from 'node:fs';
	import { connect, plain } from 'inkling-client';
	const { INKLING_URL: url, INKLING_TOKEN: token, INKLING_CHAT: chat } = process.env;
	const [cursor, dislikes] = process.argv.slice(2);
	const client = connect({ url, token, cursor: existsSync(cursor) ? readFileSync(cursor, 'utf8') : null });
	client.on('cursor', (words) => writeFileSync(cursor, words));
	client.on('message.new', async ({ chatId, senderId, content }) => {
		if (chatId !== chat || senderId !== (await client.me()).id) return;
		if (plain(content) === dislikes) throw new Error('I dislike ' + dislikes);
		console.log(plain(content));
	});
	await client.sync();
	console.log('Ready');
`;

test('a bot that fails at a message ends with its error, and is told of that message again when it comes back', async () => {
	const { ana, chatId, installed, anasToken } = scene;
	writeFileSync(join(installed.folder, 'frail.mjs'), frailBot);
	const start = (dislikes: string) =>
		scene.run(process.execPath, ['frail.mjs', 'frail.cursor', dislikes], anasToken);

	const first = start('Two');
	await first.said('Ready');
	for (const words of ['One', 'Two', 'Three']) await ana.send(chatId, words);
	expect(await first.ended).toBe(1);
	expect(first.output()).toContain('I dislike Two');
	expect(first.output()).not.toContain('Three');

	const second = start('nothing');
	await second.said('Three');
	expect(second.output().split('\n')).toEqual(expect.arrayContaining(['Two', 'Three']));
	expect(second.output().split('\n')).not.toContain('One');
});
