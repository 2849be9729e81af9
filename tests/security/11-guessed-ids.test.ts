import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract, type EventName } from '$lib/protocol/contract.ts';
import { newId } from '$lib/protocol/ids.ts';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let carl: TestClient;
let memberId: string;

/** What exists and is not Carl's, and what nobody has. */
type Ids = { chatId: string; messageId: string };
let foreign: Ids;
let guessed: Ids;

beforeAll(async () => {
	server = await startServer();
	const people = [await server.person('ana'), await server.person('ben'), await server.person('carl')];
	const [ana, , carlHere] = await Promise.all(people.map((person) => connect(server, person)));
	if (!ana || !carlHere) throw new Error('Three people connect.');
	carl = carlHere;
	memberId = people[1]?.user.id ?? '';
	foreign = { chatId: newId(), messageId: newId() };
	guessed = { chatId: newId(), messageId: newId() };
	const { chatId, messageId } = foreign;
	await ana.get('chat.create', { id: chatId, kind: 'group', memberIds: [memberId], title: 'Boats' });
	await ana.get('message.send', { id: messageId, chatId, content: text('Ahoy') });
});

afterAll(() => server.stop());

const mutation = () => ({ baseVersion: 0, mutationId: newId() });

/** Every event that names a chat or a message. */
const about: Partial<Record<EventName, (ids: Ids) => object>> = {
	'chat.title.update': ({ chatId }) => ({ chatId, title: 'Mine', ...mutation() }),
	'chat.delete': ({ chatId }) => ({ chatId }),
	'chat.leave': ({ chatId }) => ({ chatId }),
	'chat.members.add': ({ chatId }) => ({ chatId, userIds: [memberId] }),
	'chat.members.remove': ({ chatId }) => ({ chatId, userId: memberId }),
	'chat.members.role': ({ chatId }) => ({ chatId, userId: memberId, role: 'admin' }),
	'chat.members.get': ({ chatId }) => ({ chatId, limit: 10 }),
	'chat.settings.update': ({ chatId }) => ({ chatId, pinned: true }),
	'chat.writers.update': ({ chatId }) => ({ chatId, writers: 'all' }),
	'chat.messages.get': ({ chatId }) => ({ chatId, limit: 10 }),
	'draft.update': ({ chatId }) => ({ chatId, content: text('Mine'), ...mutation() }),
	'draft.delete': ({ chatId }) => ({ chatId, ...mutation() }),
	'draft.history.get': ({ chatId }) => ({ chatId }),
	'draft.history.restore': ({ chatId }) => ({ chatId, id: newId(), ...mutation() }),
	'message.send': ({ chatId }) => ({ id: newId(), chatId, content: text('Mine') }),
	'message.read': ({ chatId }) => ({ chatId, seq: 1 }),
	'message.edit': ({ messageId }) => ({ id: messageId, content: text('Mine') }),
	'message.delete': ({ messageId }) => ({ id: messageId }),
	'message.react': ({ messageId }) => ({ id: messageId, emoji: '👍', on: true }),
	'message.pin': ({ messageId }) => ({ id: messageId, on: true }),
	'message.pin.list': ({ chatId }) => ({ chatId }),
	'message.versions.get': ({ messageId }) => ({ id: messageId }),
	'typing.start': ({ chatId }) => ({ chatId }),
	'typing.stop': ({ chatId }) => ({ chatId })
};
/** Their ids are new ones of the caller's own making, or not of a chat or a message. */
const others = ['chat.create', 'invites.revoke'];

test('11: every event that names a chat or a message is tried here', () => {
	const naming = Object.entries(contract(defaultLimits)).flatMap(([name, { payload }]) => {
		const shape = 'shape' in payload ? Object.keys(payload.shape) : [];
		return shape.includes('chatId') || shape.includes('id') ? [name] : [];
	});
	expect(Object.keys(about).sort()).toEqual(naming.filter((name) => !others.includes(name)).sort());
});

const rounds = 30;

async function spend(event: string, payload: object): Promise<number> {
	const begun = performance.now();
	const reply = await carl.ask(event, payload);
	const spent = performance.now() - begun;
	expect(reply, event).toMatchObject({ ok: false, error: { code: 'not_found' } });
	return spent;
}

const median = (times: number[]) => times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0;

test('11: what is not one’s own and what nobody has get the same words, in the same time', async () => {
	const spent: Record<'foreign' | 'guessed', number> = { foreign: 0, guessed: 0 };
	for (const [event, make] of Object.entries(about)) {
		expect(await carl.ask(event, make(foreign))).toEqual(await carl.ask(event, make(guessed)));
		const times: Record<'foreign' | 'guessed', number[]> = { foreign: [], guessed: [] };
		for (let round = 0; round < rounds; round++) {
			times.foreign.push(await spend(event, make(foreign)));
			times.guessed.push(await spend(event, make(guessed)));
		}
		spent.foreign += median(times.foreign);
		spent.guessed += median(times.guessed);
	}
	// Side by side: the medians of all events together. One more look at the database would be a third more.
	expect(Math.max(spent.foreign, spent.guessed) / Math.min(spent.foreign, spent.guessed)).toBeLessThan(2);
});

test('11: a batch of chats and a search tell nothing of what is not one’s own', async () => {
	const ask = async ({ chatId }: Ids) => carl.ask('chat.content.batch', { chats: [{ chatId }] });
	const [one, other] = [await ask(foreign), await ask(guessed)];
	const words = (reply: object, { chatId }: Ids) => JSON.stringify(reply).replaceAll(chatId, 'chat');
	expect(words(one, foreign)).toBe(words(other, guessed));
	expect(await carl.get('message.mention.list', { limit: 10 })).toEqual([]);
});
