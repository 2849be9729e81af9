import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';
import { TransitStandIn } from '../support/transit-stand-in.ts';

const chatsBefore = 1_000;

let server: SpawnedServer;

afterEach(() => server.remove());

/** `npm run keys`, with the lines that it says as they come. */
function runKeys(verb: string, settings: Record<string, string>) {
	const env = { ...process.env, DATA_DIR: server.dataDir, LOG_LEVEL: 'silent', ...settings };
	const child = spawn(process.execPath, ['scripts/keys.ts', verb], {
		env,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const lines: string[] = [];
	const heard = (pattern: RegExp) =>
		new Promise<void>((resolve) => reader.on('line', (line) => pattern.test(line) && resolve()));
	const reader = createInterface({ input: child.stdout });
	reader.on('line', (line) => lines.push(line));
	let faults = '';
	child.stderr?.on('data', (chunk: Buffer) => (faults += String(chunk)));
	const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, lines, faults }));
	return { child, heard, ended };
}

/** Sends in a chat of its own and makes new ones, until it is told to stop; what was acknowledged is kept. */
class Writer {
	readonly said = new Map<string, string[]>();
	readonly client: TestClient;
	#going = true;
	#work: Promise<void>;

	constructor(client: TestClient) {
		this.client = client;
		this.#work = this.#write();
	}

	async stop(): Promise<void> {
		this.#going = false;
		await this.#work;
	}

	async #write(): Promise<void> {
		for (let n = 0; this.#going; n++) {
			const chatId = n % 5 === 0 ? await this.#newChat() : ([...this.said.keys()].at(-1) ?? '');
			const words = `Message ${n}`;
			await this.client.get('message.send', { id: newId(), chatId, content: text(words) });
			this.said.get(chatId)?.push(words);
		}
	}

	async #newChat(): Promise<string> {
		const id = newId();
		await this.client.get('chat.create', { id, kind: 'group', memberIds: [], title: `Chat ${id}` });
		this.said.set(id, []);
		return id;
	}
}

async function makeChats(client: TestClient): Promise<string[]> {
	const ids = Array.from({ length: chatsBefore }, () => newId());
	for (let from = 0; from < ids.length; from += 100) {
		await Promise.all(
			ids.slice(from, from + 100).map(async (id) => {
				await client.get('chat.create', { id, kind: 'group', memberIds: [], title: `Chat ${id}` });
				await client.get('message.send', { id: newId(), chatId: id, content: text(`In ${id}`) });
			})
		);
	}
	return ids;
}

const wordsIn = async (client: TestClient, chatId: string) =>
	(await client.get('chat.messages.get', { chatId, limit: 100 })).map(({ content }) => content);

/** Every chat that was made before, and everything that was acknowledged meanwhile, is read in the clear. */
async function readAll(client: TestClient, before: string[], writers: Writer[]): Promise<void> {
	for (const id of before) expect(await wordsIn(client, id)).toEqual([text(`In ${id}`)]);
	for (const { said } of writers) {
		for (const [id, words] of said)
			expect(await wordsIn(client, id)).toEqual(words.map((each) => text(each)));
	}
}

async function rotateUnderLoad(settings: Record<string, string>): Promise<void> {
	server = await spawnServer({ RATE_LIMITS: 'off', LOG_LEVEL: 'error', ...settings });
	const ana = await signUpOver(server, 'ana');
	const client = await connect(server, ana);
	const before = await makeChats(client);

	// The rotation is killed in the middle while people write: they notice nothing.
	const first = new Writer(await connect(server, ana));
	const rotation = runKeys('rotate', settings);
	await rotation.heard(/Wrapped anew: 100 /);
	rotation.child.kill('SIGKILL');
	await rotation.ended;
	await first.stop();
	expect(first.client.socket.connected).toBe(true);
	const between = await runKeys('status', settings).ended;
	expect(between.lines.filter((line) => /wrapped by/.test(line))).toHaveLength(2);

	// Then the server: it starts with both master keys, and the rotation goes on beside it.
	await server.kill();
	await server.start();
	const second = new Writer(await connect(server, ana));
	const rewrap = await runKeys('rewrap', settings).ended;
	expect(rewrap.faults).toBe('');
	expect(rewrap.code).toBe(0);
	await second.stop();
	const after = await runKeys('status', settings).ended;
	expect(after.lines.filter((line) => /wrapped by/.test(line))).toHaveLength(1);

	// One that nobody stops, beside a server that has been wrapping with the earlier key all the time.
	const third = new Writer(await connect(server, ana));
	expect(await runKeys('rotate', settings).ended).toMatchObject({ code: 0, faults: '' });
	await third.stop();

	// What the server has in memory does not count: all of it opens with the new master key alone.
	await server.kill();
	await server.start();
	await readAll(await connect(server, ana), before, [first, second, third]);
	expect(server.output()).not.toMatch(/"level":50/);
}

test('39, 40: a rotation of the master key beside a server at work, killed and resumed, loses nothing, and is put down (file)', async () => {
	await rotateUnderLoad({});
	const keys = (await readFile(join(server.dataDir, 'master.key'), 'utf8')).trim().split('\n');
	expect(keys).toHaveLength(1);
	const file = new DatabaseSync(join(server.dataDir, 'inkling.db'), { readOnly: true });
	const told = file.prepare("SELECT details FROM audit WHERE action = 'keys.rotated'").all();
	file.close();
	// The one that was killed, the one that went on, and the last one.
	expect(told).toHaveLength(3);
	expect(JSON.stringify(told)).not.toContain(keys[0]);
});

test('39: the same with a passphrase', async () => {
	await rotateUnderLoad({ KEY_PROVIDER: 'passphrase', KEY_PASSPHRASE: 'ink dries slowly in March' });
});

test('39: the same with Vault', async () => {
	const vault = await new TransitStandIn().start();
	await rotateUnderLoad({
		KEY_PROVIDER: 'transit',
		VAULT_ADDR: vault.address,
		VAULT_TOKEN: vault.rootToken
	});
	expect(vault.count(/rewrap/)).toBeGreaterThan(10);
	await vault.stop();
});

test('39: two rotations at once are refused; a key that Vault rotated by itself is taken over', async () => {
	const vault = await new TransitStandIn().start();
	const settings = { KEY_PROVIDER: 'transit', VAULT_ADDR: vault.address, VAULT_TOKEN: vault.rootToken };
	server = await spawnServer(settings);
	const client = await connect(server, await signUpOver(server, 'ana'));
	const id = newId();
	await client.get('chat.create', { id, kind: 'group', memberIds: [], title: 'Before' });
	vault.rotate('inkling');
	await client.get('chat.create', { id: newId(), kind: 'group', memberIds: [], title: 'After' });

	let letGo = () => {};
	vault.hold = new Promise((resolve) => (letGo = resolve));
	const arrival = vault.nextArrival();
	const first = runKeys('rewrap', settings);
	await arrival;
	// Were it let in, it would be held, too: it would never end.
	const second = Promise.race([runKeys('rewrap', settings).ended, vault.nextArrival()]);
	expect(await second).toMatchObject({
		code: 1,
		faults: expect.stringMatching(/Another “npm run keys” is at work/)
	});
	letGo();
	expect((await first.ended).lines.at(-2)).toMatch(/^Done. v2 opens every chat key/);
	await client.get('message.send', { id: newId(), chatId: id, content: text('Still here') });
	await vault.stop();
});
