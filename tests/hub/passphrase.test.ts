import { expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer } from '../support/start-server.ts';

const settings = { KEY_PROVIDER: 'passphrase', KEY_PASSPHRASE: 'ink dries slowly in March' };

test('what was said is read again after a restart with the passphrase of the master key', async () => {
	const server = await startServer(settings);
	const ana = await server.person('ana');
	const before = await connect(server, ana);
	const chatId = newId();
	await before.get('chat.create', { id: chatId, kind: 'self', memberIds: [] });
	await before.get('message.send', { id: newId(), chatId, content: text('Ahoy') });
	await server.restart();
	const after = await connect(server, ana);
	const [message] = await after.get('chat.messages.get', { chatId, limit: 10 });
	expect(message?.content).toEqual(text('Ahoy'));
	after.close();
	await server.stop();
});
