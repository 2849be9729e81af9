import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installClient, type InstalledClient } from './support/install-client.ts';

let client: InstalledClient;

beforeAll(() => {
	client = installClient();
});

afterAll(() => client.remove());

/** The oldest Node that the package is for, where the system has it; else the one that runs this. */
function oldNode(): string {
	try {
		return /^v2[0-2]\./.test(execFileSync('/usr/bin/node', ['--version'], { encoding: 'utf8' }))
			? '/usr/bin/node'
			: process.execPath;
	} catch {
		return process.execPath;
	}
}

test('the packed package runs in plain Node, as it is', () => {
	const program = `
		import { connect, newId, plain, replyId, text } from 'inkling-client';
		const id = newId();
		console.log(JSON.stringify([typeof connect, plain(text('One\\ntwo')), id, replyId(id, id)]));
	`;
	writeFileSync(join(client.folder, 'plain.mjs'), program);
	const said = execFileSync(oldNode(), ['plain.mjs'], { cwd: client.folder, encoding: 'utf8' });
	const [kind, words, id, answer] = JSON.parse(said) as string[];
	expect([kind, words]).toEqual(['function', 'One\ntwo']);
	const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
	expect(id).toMatch(uuid7);
	expect(answer).toMatch(uuid7);
	expect(answer?.slice(0, 13)).toBe(id?.slice(0, 13));
});

test('its types hold in the strictest project', () => {
	const program = `
		import { connect, isRefusal, type Chat, type Events, type Message } from 'inkling-client';
		const client = connect({ url: 'http://localhost', token: 'ink_' });
		client.on('message.new', (message) => { const seq: number = message.seq; return seq; });
		const one: Promise<Message> = client.send('chat', 'words');
		const chats: ReadonlyMap<string, Chat> = client.chats;
		const payload: Events['chat.create']['payload'] = { id: 'x', kind: 'group', memberIds: [] };
		void client.request('chat.create', payload).then((chat) => chat.title?.length);
		one.catch((error: unknown) => isRefusal(error, 'forbidden') && error.issues[0]?.path);
		// @ts-expect-error -- an event that is none
		void client.request('chat.explode', {});
		// @ts-expect-error -- a payload that lacks its chat
		void client.request('message.read', { seq: 1 });
		export { chats };
	`;
	writeFileSync(join(client.folder, 'typed.ts'), program);
	const options = [
		'--strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --skipLibCheck false --noEmit --ignoreConfig',
		'--target es2023 --module nodenext --moduleResolution nodenext --lib es2023,dom,dom.iterable --types '
	];
	const tsc = resolve('node_modules/typescript/bin/tsc');
	const args = [tsc, ...options.join(' ').split(' '), '', 'typed.ts'].filter(
		(arg) => arg !== '' && arg !== '--types'
	);
	execFileSync(process.execPath, args, { cwd: client.folder, stdio: 'pipe' });
});

test('it brings neither zod nor Dexie nor anything else but its one dependency', () => {
	const folder = join(client.folder, 'node_modules/inkling-client');
	expect(readdirSync(folder).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
	const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
		string,
		object
	>;
	expect(Object.keys(dependencies ?? {})).toEqual(['socket.io-client']);
	for (const name of readdirSync(join(folder, 'dist'))) {
		const file = readFileSync(join(folder, 'dist', name), 'utf8');
		expect(file, name).not.toMatch(/\bzod\b|dexie|@tiptap/i);
		const imports = [...file.matchAll(/from ['"]([^'"]+)['"]/g)].map(([, from]) => from ?? '');
		expect(
			imports.filter((from) => !from.startsWith('./') && from !== 'socket.io-client'),
			name
		).toEqual([]);
	}
});

test('the examples are as short as they are said to be', () => {
	for (const name of ['echo-bot.ts', 'post-from-ci.ts']) {
		expect(readFileSync(join('examples', name), 'utf8').trimEnd().split('\n').length).toBeLessThan(30);
	}
});
