import { expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer } from '../support/start-server.ts';

test('more than the rate is refused with the time to wait, and another class is not touched', async () => {
	let now = 1_800_000_000_000;
	const server = await startServer({ RATE_LIMITS: 'on', RATE_SEND: '10/3' }, () => now);
	const ana = await connect(server, await server.person('ana'));
	const chatId = newId();
	await ana.get('chat.create', { id: chatId, kind: 'self', memberIds: [] });
	const send = () => ana.ask('message.send', { id: newId(), chatId, content: text('Quick') });

	const replies = await Promise.all([send(), send(), send(), send()]);
	expect(replies.filter((reply) => reply.ok)).toHaveLength(3);
	expect(replies.find((reply) => !reply.ok)).toMatchObject({
		error: { code: 'rate_limited', retryAfterMs: 100 }
	});
	expect(await ana.ask('users.search', { query: '', limit: 1 })).toMatchObject({ ok: true });

	now += 100;
	expect(await send()).toMatchObject({ ok: true });
	await server.stop();
});
