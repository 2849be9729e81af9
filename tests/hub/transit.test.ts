import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { readConfig } from '$lib/server/config.ts';
import { openKeyProvider } from '$lib/server/keyring/open-key-provider.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { TransitStandIn } from '../support/transit-stand-in.ts';

let vault: TransitStandIn;
let server: TestServer | undefined;

beforeEach(async () => {
	vault = await new TransitStandIn().start();
	server = undefined;
});

afterEach(async () => {
	await server?.stop();
	await vault.stop();
});

const byToken = () => ({
	KEY_PROVIDER: 'transit',
	VAULT_ADDR: vault.address,
	VAULT_TOKEN: vault.rootToken
});
const byRole = () => ({
	KEY_PROVIDER: 'transit',
	VAULT_ADDR: vault.address,
	VAULT_ROLE_ID: vault.roleId,
	VAULT_SECRET_ID: vault.secretId
});

/** Lines of a log, with a promise of the first that fits. */
function listen() {
	const lines: string[] = [];
	let heard = () => {};
	const log = pino(
		{ level: 'info' },
		{ write: (line: string) => (lines.push((JSON.parse(line) as { msg: string }).msg), heard()) }
	);
	const hear = async (pattern: RegExp) => {
		while (!lines.some((line) => pattern.test(line))) await new Promise<void>((resolve) => (heard = resolve));
	};
	return { log, lines, hear };
}

async function newChat(client: TestClient, words: string): Promise<string> {
	const chatId = newId();
	await client.get('chat.create', { id: chatId, kind: 'group', memberIds: [], title: words });
	await client.get('message.send', { id: newId(), chatId, content: text(words) });
	return chatId;
}

const firstOf = async (client: TestClient, chatId: string) =>
	(await client.get('chat.messages.get', { chatId, limit: 1 }))[0]?.content;

test.each([
	['a token', byToken],
	['AppRole', byRole]
])(
	'with %s what was said is read again after a restart, and the database holds no key in the clear',
	async (_, settings) => {
		server = await startServer(settings());
		const ana = await server.person('ana');
		const before = await connect(server, ana);
		const chatId = await newChat(before, 'Ahoy');
		const [row] = await server.app.store.db.sql.selectFrom('chat_keys').selectAll().execute();
		expect(Buffer.from(row?.wrapped ?? []).toString()).toMatch(/^vault:v1:/);
		expect(row?.wrapped_by).toBe('v1');
		await server.restart();
		const after = await connect(server, ana);
		expect(await firstOf(after, chatId)).toEqual(text('Ahoy'));
		after.close();
	}
);

test('the start waits for a Vault that is sealed or not there, and says so', async () => {
	const { log, lines, hear } = listen();
	vault.sealed = true;
	const opening = openKeyProvider(readConfig(byToken()).keys, true, log);
	await hear(/The start waits for the master key. Vault answers 503: Vault is sealed/);
	await vault.stop();
	await hear(/Vault does not answer at/);
	vault.sealed = false;
	await vault.start();
	const provider = await opening;
	expect(provider.newest()).toBe('v1');
	expect(lines).toContain('Vault is asked again.');
	provider.close();
});

test('a start that Vault refuses ends with a sentence', async () => {
	const { log } = listen();
	const open = (settings: Record<string, string>, mayCreate = true) =>
		openKeyProvider(readConfig(settings).keys, mayCreate, log);
	await expect(open({ ...byToken(), VAULT_TOKEN: 'wrong' })).rejects.toThrow(
		/^Inkling does not start.*permission denied.*Nothing was written.*VAULT_/
	);
	await expect(open({ ...byRole(), VAULT_SECRET_ID: 'wrong' })).rejects.toThrow(/invalid role or secret ID/);
	// A database is there, but the key that it was sealed with is not.
	await expect(open(byToken(), false)).rejects.toThrow(/^Inkling does not start.*404/);
	// Whoever may not make a key may use one.
	vault.forbidden.add('keys/create');
	await expect(open(byToken())).rejects.toThrow(/404/);
	vault.makeKey('inkling');
	(await open(byToken())).close();
});

test('another Vault with a key of the same name does not open the database, and nothing is written', async () => {
	server = await startServer(byToken());
	const ana = await server.person('ana');
	const chatId = await newChat(await connect(server, ana), 'Ahoy');
	const other = await new TransitStandIn().start();
	other.makeKey('inkling');
	const { log } = listen();
	const settings = { ...byToken(), VAULT_ADDR: other.address, VAULT_TOKEN: other.rootToken };
	const { openStore } = await import('$lib/server/store/open-store.ts');
	const provider = await openKeyProvider(readConfig(settings).keys, false, log);
	await expect(openStore(server.app.config.databaseFile, provider, Date.now)).rejects.toThrow(
		/not the one that this database was sealed with/
	);
	provider.close();
	await other.stop();
	expect(await firstOf(await connect(server, ana), chatId)).toEqual(text('Ahoy'));
});

test('without Vault the chats whose keys are at hand go on; a new one waits, is told so, and comes once', async () => {
	server = await startServer(byToken());
	const ana = await server.person('ana');
	const client = await connect(server, ana);
	const chatId = await newChat(client, 'Ahoy');
	await client.get('message.send', { id: newId(), chatId, content: text('The key is at hand') });
	vault.sealed = true;
	await client.get('message.send', { id: newId(), chatId, content: text('Still there') });
	const wish = { id: newId(), kind: 'group' as const, memberIds: [], title: 'Later' };
	expect(await client.ask('chat.create', wish)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
	// After many failures nothing is asked for a while: what waits gets its answer at once.
	const askOften = (times: number) =>
		Promise.all(Array.from({ length: times }, () => client.ask('chat.create', { ...wish, id: newId() })));
	await askOften(5);
	const before = vault.count(/encrypt/);
	const answers = await askOften(50);
	expect(answers.every((answer) => !answer.ok && answer.error.code === 'unavailable')).toBe(true);
	expect(vault.count(/encrypt/) - before).toBeLessThan(10);
	vault.sealed = false;
	let reply = await client.ask('chat.create', wish);
	while (!reply.ok) {
		await new Promise((resolve) => setTimeout(resolve, 200));
		reply = await client.ask('chat.create', wish);
	}
	expect(await client.get('chat.create', wish)).toMatchObject({ title: 'Later' });
	expect(client.pushes).toEqual([]);
	client.close();
});

test('what is read with a key that cannot be had now is unavailable, and comes once it can', async () => {
	server = await startServer(byToken());
	const ana = await server.person('ana');
	const chatId = await newChat(await connect(server, ana), 'Ahoy');
	await newChat(await connect(server, ana), 'Another');
	await server.restart();
	const client = await connect(server, ana);
	vault.forbidden.add('decrypt');
	const unavailable = { ok: false, error: { code: 'unavailable' } };
	expect(await client.ask('chat.messages.get', { chatId, limit: 1 })).toMatchObject(unavailable);
	expect(await client.ask('sync.initial', { cursor: null })).toMatchObject(unavailable);
	vault.forbidden.clear();
	expect(await firstOf(client, chatId)).toEqual(text('Ahoy'));
	client.close();
});

test('a command that waits for a key tells others once, and holds up nobody', async () => {
	server = await startServer(byToken());
	const [ana, ben] = [await server.person('ana'), await server.person('ben')];
	const client = await connect(server, ana);
	const chatId = newId();
	await client.get('chat.create', { id: chatId, kind: 'group', memberIds: [ben.user.id], title: 'Both' });
	await client.get('message.send', { id: newId(), chatId, content: text('Hello') });
	await server.restart();
	const [again, bens] = [await connect(server, ana), await connect(server, ben)];
	let letGo = () => {};
	vault.hold = new Promise((resolve) => (letGo = resolve));
	const sending = again.get('message.send', { id: newId(), chatId, content: text('Wait for me') });
	// Something that needs no key is written meanwhile.
	await again.get('notification.settings.update', { level: 'none', quietHours: null });
	expect(bens.count('message.new')).toBe(0);
	letGo();
	await sending;
	await bens.told('message.new');
	await again.get('message.send', { id: newId(), chatId, content: text('Last') });
	await bens.told('message.new', (message) => message.seq === 3);
	expect(bens.count('message.new')).toBe(2);
	for (const each of [again, bens]) each.close();
});

test('the keys of a page of chats are asked for together', async () => {
	server = await startServer(byToken());
	const ana = await server.person('ana');
	const client = await connect(server, ana);
	for (let n = 0; n < 60; n++) await newChat(client, `Chat ${n}`);
	await server.restart();
	const before = vault.count(/decrypt/);
	const again = await connect(server, ana);
	const { chats } = await again.get('sync.initial', { cursor: null, limit: 60 });
	expect(chats.map((chat) => chat.title).toSorted()).toEqual(
		Array.from({ length: 60 }, (_, n) => `Chat ${n}`).toSorted()
	);
	expect(vault.count(/decrypt/) - before).toBe(1);
	again.close();
});

test('a token is renewed in time, and exchanged where it was taken away or cannot be renewed', async () => {
	vault.tokenSeconds = 2;
	server = await startServer(byRole());
	const ana = await server.person('ana');
	const client = await connect(server, ana);
	await vault.heard(/renew-self 200/, 1);
	await newChat(client, 'With the renewed token');
	vault.revokeTokens();
	await newChat(client, 'With another token');
	expect(vault.count(/approle\/login 200/)).toBe(2);
	vault.tokensRenewable = false;
	vault.revokeTokens();
	await newChat(client, 'With one that cannot be renewed');
	await vault.heard(/approle\/login 200/, 4);
	await newChat(client, 'With the one after it');
	client.close();
});

test('a right that is taken away makes events wait, not fail, and what waited goes on with it', async () => {
	server = await startServer(byToken());
	const ana = await server.person('ana');
	const client = await connect(server, ana);
	vault.forbidden.add('encrypt');
	const wish = { id: newId(), kind: 'group' as const, memberIds: [], title: 'Later' };
	expect(await client.ask('chat.create', wish)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
	vault.forbidden.clear();
	expect(await client.ask('chat.create', wish)).toMatchObject({ ok: true });
	client.close();
});

test('settings of Vault that do not fit each other are refused by name', () => {
	const wrong = [
		[{ KEY_PROVIDER: 'transit', VAULT_TOKEN: 'x' }, /VAULT_ADDR/],
		[{ KEY_PROVIDER: 'transit', VAULT_ADDR: 'http://v' }, /VAULT_TOKEN/],
		[{ ...byToken(), VAULT_TOKEN_FILE: '/there' }, /VAULT_TOKEN/],
		[{ ...byToken(), VAULT_ROLE_ID: 'role' }, /VAULT_TOKEN/],
		[{ KEY_PROVIDER: 'transit', VAULT_ADDR: 'http://v', VAULT_ROLE_ID: 'role' }, /VAULT_SECRET_ID/],
		[{ ...byToken(), VAULT_SECRET_ID: 'secret' }, /VAULT_SECRET_ID/],
		[{ ...byToken(), VAULT_TRANSIT_MOUNT: '/transit/' }, /VAULT_TRANSIT_MOUNT/]
	] as const;
	for (const [settings, name] of wrong) expect(() => readConfig(settings)).toThrow(name);
});
