import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '$lib/protocol/contract.ts';
import { newId } from '$lib/protocol/ids.ts';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { makeCast, type Cast } from '../hub/permissions/cast.ts';
import type { Row } from '../hub/permissions/row.ts';
import { makeScene, withOtherIds } from '../hub/permissions/scene.ts';
import { table } from '../hub/permissions/table.ts';
import type { TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let cast: Cast;
let carl: TestClient;

beforeAll(async () => {
	server = await startServer();
	cast = await makeCast(server);
	carl = cast.clients.stranger;
});

afterAll(() => server.stop());

/** Every event that names a chat or a message, in its first case in which that is nothing to a stranger. */
const about = new Map<string, Row>();
for (const row of table) {
	if (row.expected.stranger === 'not_found' && !row.reads && !about.has(row.event)) about.set(row.event, row);
}

/** Its ids are new ones of the caller's own making. */
const makesIds = ['chat.create'];

test('11: the table of permissions says of every event that names a thing what it is to a stranger', () => {
	const naming = Object.entries(contract(defaultLimits)).flatMap(([name, { payload }]) => {
		const shape = 'shape' in payload ? Object.keys(payload.shape) : [];
		return shape.includes('chatId') || shape.includes('id') ? [name] : [];
	});
	const refused = (event: string) =>
		table.some((row) => row.event === event && /^(not_found|forbidden)$/.test(row.expected.stranger));
	expect(naming.filter((event) => !refused(event) && !makesIds.includes(event))).toEqual([]);
});

const rounds = 30;

async function spend(event: string, payload: unknown): Promise<number> {
	const begun = performance.now();
	const reply = await carl.ask(event, payload);
	const spent = performance.now() - begun;
	expect(reply, event).toMatchObject({ ok: false, error: { code: 'not_found' } });
	return spent;
}

const median = (times: number[]) => times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0;

test('11: what is not one’s own and what nobody has get the same words, in the same time', async () => {
	const spent: Record<'foreign' | 'guessed', number> = { foreign: 0, guessed: 0 };
	for (const [event, row] of about) {
		const scene = await makeScene(cast, row);
		const foreign = row.payload(scene, 'stranger');
		const guessed = withOtherIds(scene, foreign);
		expect(await carl.ask(event, foreign)).toEqual(await carl.ask(event, guessed));
		const times: Record<'foreign' | 'guessed', number[]> = { foreign: [], guessed: [] };
		for (let round = 0; round < rounds; round++) {
			times.foreign.push(await spend(event, foreign));
			times.guessed.push(await spend(event, guessed));
		}
		spent.foreign += median(times.foreign);
		spent.guessed += median(times.guessed);
	}
	// Side by side: the medians of all events together. One more look at the database would be a third more.
	expect(Math.max(spent.foreign, spent.guessed) / Math.min(spent.foreign, spent.guessed)).toBeLessThan(2);
});

test('11: a batch of chats and a search tell nothing of what is not one’s own', async () => {
	const ana = cast.clients.owner;
	const foreign = newId();
	await ana.get('chat.create', {
		id: foreign,
		kind: 'group',
		memberIds: [cast.id('member')],
		title: 'Boats'
	});
	await ana.get('message.send', { id: newId(), chatId: foreign, content: text('Ahoy') });
	const guessed = newId();
	const ask = async (chatId: string) => carl.ask('chat.content.batch', { chats: [{ chatId }] });
	const [one, other] = [await ask(foreign), await ask(guessed)];
	const words = (reply: object, chatId: string) => JSON.stringify(reply).replaceAll(chatId, 'chat');
	expect(words(one, foreign)).toBe(words(other, guessed));
	expect(await carl.get('message.mention.list', { limit: 10 })).toEqual([]);
});
