import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorCode } from '$lib/protocol/errors.ts';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { DatabaseReader } from '../support/database-reader.ts';
import { nested, text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { refusedWithoutTrace } from './support/refused-without-trace.ts';

let server: TestServer;
let disk: DatabaseReader;
let ana: TestClient;
let stranger: TestClient;
let chatId: string;
let messageId: string;
let benId: string;

beforeAll(async () => {
	server = await startServer();
	disk = new DatabaseReader(server);
	const person = await server.person('ana');
	benId = (await server.person('ben')).user.id;
	ana = await connect(server, person);
	stranger = await connect(server, await server.person('carl'));
	chatId = newId();
	await ana.get('chat.create', { id: chatId, kind: 'group', memberIds: [benId], title: 'Ours' });
	messageId = newId();
	await ana.get('message.send', { id: messageId, chatId, content: text('Ours alone') });
});

afterAll(async () => {
	disk.close();
	await server.stop();
});

/** Good payloads, each to be made bad in one place. */
const good = {
	'chat.create': () => ({ id: newId(), kind: 'group', memberIds: [benId], title: 'New' }),
	'chat.title.update': () => ({ chatId, title: 'Renamed', baseVersion: 0, mutationId: newId() }),
	'draft.update': () => ({ chatId, content: text('Draft'), baseVersion: 0, mutationId: newId() }),
	'message.send': () => ({ id: newId(), chatId, content: text('Message') }),
	'message.edit': () => ({ id: messageId, content: text('Edited') })
};

const refused = (client: TestClient, event: string, payload: unknown, code: ErrorCode) =>
	refusedWithoutTrace({ disk, client }, event, payload, code);

describe('a document', () => {
	const bad: [string, unknown, ErrorCode, string][] = [
		[
			'an unknown node',
			{ type: 'doc', content: [{ type: 'script' }] },
			'invalid_data',
			'content.content.0.type'
		],
		[
			'a javascript: link',
			text('x', [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }]),
			'invalid_data',
			'content.content.0.content.0.marks.0.attrs.href'
		],
		[
			'a bad heading level',
			{ type: 'doc', content: [{ type: 'heading', attrs: { level: 7 } }] },
			'invalid_data',
			'content.content.0.attrs.level'
		],
		[
			'an unknown attribute',
			{ type: 'doc', content: [{ type: 'paragraph', attrs: { onclick: 'x' } }] },
			'invalid_data',
			'content.content.0.attrs'
		],
		[
			'a block in the wrong place',
			{ type: 'doc', content: [{ type: 'codeBlock', content: [{ type: 'paragraph' }] }] },
			'invalid_data',
			'content.content.0.content'
		],
		['a lone surrogate', text('\ud800'), 'invalid_data', 'content.content.0.content.0.text'],
		['a null byte', text('a\u0000b'), 'invalid_data', 'content.content.0.content.0.text'],
		['too much text', text('x'.repeat(20_001)), 'too_large', 'content'],
		[
			'too many bytes',
			{ type: 'doc', content: Array.from({ length: 7000 }, () => ({ type: 'paragraph' })) },
			'too_large',
			'content'
		]
	];

	test.each(bad)('with %s is refused with its path', async (what, content, code, path) => {
		for (const event of ['message.send', 'draft.update'] as const) {
			// On the wire a lone surrogate is a replacement character, so only the parser can be asked.
			if (what === 'a lone surrogate') continue;
			const issues = await refused(ana, event, { ...good[event](), content }, code);
			expect(issues[0]?.path).toBe(path);
		}
	});

	test('may be 64 levels deep and no deeper, though it be 10,000', async () => {
		// The document, the quotes, the paragraph and its text.
		expect(await ana.ask('message.send', { ...good['message.send'](), content: nested(61) })).toMatchObject({
			ok: true
		});
		for (const levels of [62, 1000]) {
			const issues = await refused(
				ana,
				'message.send',
				{ ...good['message.send'](), content: nested(levels) },
				'too_large'
			);
			expect(issues[0]?.path).toMatch(/^content\.content\.0\.content/);
		}
	});

	test('of white space alone is no message', async () => {
		await refused(ana, 'message.send', { ...good['message.send'](), content: text(' \n ') }, 'invalid_data');
	});
});

describe('the limits of a chat', () => {
	test('hold for its title and its members', async () => {
		const create = good['chat.create'];
		await refused(ana, 'chat.create', { ...create(), title: 'x'.repeat(256) }, 'too_large');
		await refused(ana, 'chat.create', { ...create(), title: '   ' }, 'invalid_data');
		const many = Array.from({ length: 101 }, newId);
		await refused(ana, 'chat.create', { ...create(), memberIds: many }, 'too_large');
		await refused(ana, 'chat.create', { ...create(), memberIds: [newId()] }, 'not_found');
		await refused(ana, 'chat.create', { ...create(), kind: 'direct', memberIds: [] }, 'invalid_data');
	});

	test('hold for an id that another chat has', async () => {
		await refused(stranger, 'chat.create', { ...good['chat.create'](), id: chatId }, 'conflict');
	});
});

describe('what nobody can see', () => {
	test('is no message, no change of one and no title', async () => {
		for (const unseen of [' \n', '\u200b', '\u2060 \u200d', '\u3164', '\u2800']) {
			const content = text(unseen);
			await refused(ana, 'message.send', { ...good['message.send'](), content }, 'invalid_data');
			await refused(ana, 'message.edit', { ...good['message.edit'](), content }, 'invalid_data');
			const title = { ...good['chat.title.update'](), title: unseen };
			await refused(ana, 'chat.title.update', title, 'invalid_data');
		}
	});
});

describe('a frame', () => {
	/** Writes to the wire as it is, under the client's own encoder. */
	const write = (client: TestClient, frame: string) => client.socket.io.engine.write(frame);

	test('that nobody can read ends neither the connection nor the server', async () => {
		for (const frame of [
			'2',
			'2{',
			'2[',
			'29999[',
			'2["a"',
			'2[1,2',
			'9x',
			'4{"message":1}',
			'0{}',
			'2/other,["x"]',
			'2["connect"]',
			''
		]) {
			write(ana, frame);
		}
		for (const frame of ['51-["message.send",{"_placeholder":true,"num":0}]', '5x-["a"]', '599-["a"]'])
			write(ana, frame);
		expect(await ana.ask('users.search', { query: 'ben', limit: 1 })).toMatchObject({ ok: true });
		expect(ana.socket.connected).toBe(true);
	});

	test('of the transport that nobody can read ends no connection either', async () => {
		const { transport } = ana.socket.io.engine as unknown as { transport: { ws: WebSocket } };
		for (const frame of ['', 'nonsense', '9', '2', '2probe', '0{}', '5', '6', 'b!!!'])
			transport.ws.send(frame);
		expect(await ana.ask('users.search', { query: 'ben', limit: 1 })).toMatchObject({ ok: true });
		expect(ana.socket.connected).toBe(true);
	});

	test('that is too large is answered', async () => {
		const content = text('x'.repeat(1024 * 1024));
		expect(await ana.ask('message.send', { ...good['message.send'](), content })).toMatchObject({
			ok: false,
			error: { code: 'too_large' }
		});
		expect(ana.socket.connected).toBe(true);
	});

	test('with binary parts is answered', async () => {
		expect(
			await ana.ask('message.send', { ...good['message.send'](), content: Buffer.from('x') })
		).toMatchObject({
			ok: false,
			error: { code: 'invalid_data' }
		});
		expect(await ana.ask('users.search', { query: 'ben', limit: 1 })).toMatchObject({ ok: true });
	});

	test('of no event that the contract knows is answered', async () => {
		for (const event of ['nonsense', 'toString', '__proto__', 'constructor', 'error', 'message.new']) {
			expect(await ana.ask(event, {})).toMatchObject({ ok: false, error: { code: 'unknown_event' } });
		}
	});
});
