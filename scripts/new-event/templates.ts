import { mayAll } from '../../src/lib/server/policies/server-policies.ts';
import type { Wish } from './wish.ts';

/** What a template puts into a file that is there, and the names that it needs from other files. */
export type Piece = { code: string; imports: Record<string, string[]> };

const quoted = (text: string) => JSON.stringify(text);

/** Whether the people of the tests who are plain members of the server may not. */
const isForFew = ({ needs }: Wish) => !mayAll('member', needs);

export function contractEntry({ event, kind, about, summary }: Wish): string {
	const payloads = {
		chat: 'z.strictObject({ chatId: id })',
		message: 'z.strictObject({ id })',
		nothing: 'nothing'
	};
	return `'${event}': entry(${quoted(kind)}, ${quoted(summary)}, ${payloads[about]}, nothing)`;
}

export function handlerFile({ event, kind, about, needs }: Wish): string {
	const db = kind === 'command' ? 'tx' : 'db';
	const finders = {
		chat: {
			line: `import { findChatFor } from './support/find-chat-for.ts';`,
			run: `async ({ chatId }, { caller, ${db} }) => {
				await findChatFor(${db}, caller.userId, chatId);
				return {};
			}`
		},
		message: {
			line: `import { findMessageFor } from './support/find-message-for.ts';`,
			run: `async ({ id }, { caller, ${db} }) => {
				await findMessageFor(${db}, caller.userId, id);
				return {};
			}`
		},
		nothing: { line: '', run: 'async () => ({})' }
	};
	const { line, run } = finders[about];
	const last = needs.length > 0 ? `, [${needs.map(quoted).join(', ')}]` : '';
	return `${line}
		import { ${kind} } from './support/handler.ts';

		export default ${kind}('${event}', ${run}${last});
	`;
}

/** The row of the table of permissions: what each role is answered. */
export function permissionRow(wish: Wish): Piece {
	const payloads = {
		chat: '({ chatId }) => ({ chatId })',
		message: `(scene) => ({ id: messageBy(scene, 'plain') })`,
		nothing: '() => ({})'
	};
	const { helper, expected } = isForFew(wish)
		? { helper: 'serverOwner', expected: `serverOwner('ok')` }
		: wish.about === 'nothing'
			? { helper: 'everybody', expected: `everybody('ok')` }
			: { helper: 'inside', expected: `inside('ok', 'ok', 'ok')` };
	return {
		code: `{ event: '${wish.event}', payload: ${payloads[wish.about]}, expected: ${expected} }`,
		imports: {
			'../row.ts': [helper, 'type Row'],
			...(wish.about === 'message' ? { '../scene.ts': ['messageBy'] } : {})
		}
	};
}

export function testFile(wish: Wish): string {
	const { event, about } = wish;
	const payload = { chat: '{ chatId }', message: '{ id }', nothing: '{}' }[about];
	const whoElse = isForFew(wish) ? 'forbidden' : about === 'nothing' ? null : 'not_found';
	const scene =
		about === 'nothing'
			? ''
			: `const [chatId, id] = [newId(), newId()];
				await ana.get('chat.create', { id: chatId, kind: 'self', memberIds: [] });
				await ana.get('message.send', { id, chatId, content: text('Ahoy') });`;
	const others = whoElse
		? `expect(await ben.ask('${event}', ${payload})).toMatchObject({ ok: false, error: { code: '${whoElse}' } });`
		: `expect(await ben.get('${event}', ${payload})).toEqual({});`;
	const title = whoElse ? 'and to nobody else' : 'as to everybody';
	const imports = [
		`import { afterAll, beforeAll, expect, test } from 'vitest';`,
		...(about === 'nothing' ? [] : [`import { newId } from '$lib/protocol/ids.ts';`]),
		`import { connect, type TestClient } from '../support/connect.ts';`,
		...(about === 'nothing' ? [] : [`import { text } from '../support/documents.ts';`]),
		`import { startServer, type TestServer } from '../support/start-server.ts';`
	];
	return `${imports.join('\n')}

		let server: TestServer;
		/** The owner of the server. */
		let ana: TestClient;
		let ben: TestClient;

		beforeAll(async () => {
			server = await startServer();
			ana = await connect(server, await server.person('ana'));
			ben = await connect(server, await server.person('ben'));
		});

		afterAll(() => server.stop());

		test('${event} is answered to Ana, ${title}', async () => {
			${scene}
			expect(await ana.get('${event}', ${payload})).toEqual({});
			${others}
		});
	`;
}
