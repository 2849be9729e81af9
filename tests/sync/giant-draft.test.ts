import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createChat } from '../../src/lib/client/intents/create-chat.ts';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { Browser } from './support/browser.ts';
import { until } from './support/until.ts';

let server: TestServer;

beforeAll(async () => {
	server = await startServer();
});

afterAll(() => server.stop());

test('a text that would break the connection stays on the device and stops nothing else', async () => {
	const ana = await server.person('ana');
	const ben = await server.person('ben');
	const browser = new Browser(server.url, ana);
	const mirror = await browser.openTab();
	const { chatId } = await createChat(mirror, { kind: 'direct', memberIds: [ben.user.id] });
	const notes = await createChat(mirror, { kind: 'self', memberIds: [] });
	const content = text('x'.repeat(9 * 1024 * 1024));

	await saveDraft(mirror, { chatId: notes.chatId, content, replyTo: null, holdMs: 0 });
	const { messageId } = await sendMessage(mirror, { chatId, content: text('hello'), replyTo: null });

	await until(
		() => mirror.messages.get(messageId),
		(message) => message?.state === 'sent'
	);
	const refused = await until(
		() => mirror.drafts.get(notes.chatId),
		(draft) => draft?.error !== undefined
	);
	expect(refused?.error?.code).toBe('too_large');
	expect(refused?.content).toEqual(content);
	await browser.close();
});
