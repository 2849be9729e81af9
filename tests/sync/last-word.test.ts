import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { editMessage } from '../../src/lib/client/intents/edit-message.ts';
import { pinMessage } from '../../src/lib/client/intents/pin-message.ts';
import { reactToMessage } from '../../src/lib/client/intents/react-to-message.ts';
import { readWindow } from '../../src/lib/client/mirror/conversation-window.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';
import { Desk } from './support/desk.ts';

let server: TestServer;
let ana: Person;
let anas: TestClient;
let desk: Desk;
let chatId: string;
let id: string;

beforeAll(async () => {
	server = await startServer();
	ana = await server.person('ana');
	anas = await connect(server, ana);
});

afterAll(() => server.stop());

beforeEach(async () => {
	desk = new Desk(ana.user.id, anas);
	chatId = newId();
	id = newId();
	await anas.get('chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Boats' });
	await anas.get('message.send', { id, chatId, content: text('Ahoy') });
	await desk.hear();
});

const toggles = {
	reaction: {
		toggle: () => reactToMessage(desk.mirror, id, '👍'),
		isOn: (message: { reactions: unknown[] } | undefined) => message?.reactions.length === 1
	},
	pin: {
		toggle: async () => pinMessage(desk.mirror, id, !(await shown('pin'))),
		isOn: (message: { pinnedAt: number | null } | undefined) => typeof message?.pinnedAt === 'number'
	}
};
type What = keyof typeof toggles;

async function shown(what: What): Promise<boolean> {
	const { messages } = await readWindow(desk.mirror, chatId, 10);
	return toggles[what].isOn(messages[0]);
}

async function stored(what: What): Promise<boolean> {
	const [message] = await anas.get('chat.messages.get', { chatId, limit: 10 });
	return toggles[what].isOn(message);
}

describe.each(['reaction', 'pin'] as const)('a %s', (what) => {
	describe.each(['not sent', 'answer lost'] as const)('whose first request was %s', (fate) => {
		test.each([1, 2, 3, 4])('is in the end as it was switched last, of %i times', async (times) => {
			await toggles[what].toggle();
			await desk.step(fate);
			for (let time = 2; time <= times; time++) await toggles[what].toggle();
			expect(await shown(what)).toBe(times % 2 === 1);
			await desk.drain();
			expect(await stored(what)).toBe(times % 2 === 1);
			expect(await shown(what)).toBe(times % 2 === 1);
		});
	});
});

describe.each(['not sent', 'answer lost'] as const)('an edit whose first request was %s', (fate) => {
	test.each([
		['Ahoy there', ['One', 'Ahoy there']],
		['Ahoy', ['One', 'Ahoy']],
		['Ahoy', ['One', 'Two', 'Ahoy']],
		['Ahoy', ['One', 'Two', 'Three', 'Ahoy']],
		['Two', ['One', 'Ahoy', 'Two']]
	])('says “%s” in the end, after %j', async (last, [first = '', ...others]) => {
		await editMessage(desk.mirror, id, text(first));
		await desk.step(fate);
		for (const words of others) await editMessage(desk.mirror, id, text(words));
		await desk.drain();
		const [message] = await anas.get('chat.messages.get', { chatId, limit: 10 });
		expect(message?.content).toEqual(text(last));
		const { messages } = await readWindow(desk.mirror, chatId, 10);
		expect(messages[0]?.content).toEqual(text(last));
	});
});
