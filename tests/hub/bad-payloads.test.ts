import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract, type EventName } from '$lib/protocol/contract.ts';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { DatabaseReader } from '../support/database-reader.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { makeCast, type Cast } from './permissions/cast.ts';
import { makeScene, withOtherIds, type Scene } from './permissions/scene.ts';
import { goodRowOf } from './permissions/table.ts';
import { refusedWithoutTrace } from './support/refused-without-trace.ts';

const events = contract(defaultLimits);

let server: TestServer;
let cast: Cast;
let disk: DatabaseReader;

beforeAll(async () => {
	server = await startServer();
	cast = await makeCast(server);
	disk = new DatabaseReader(server);
});

afterAll(async () => {
	disk.close();
	await server.stop();
});

/** Whether a payload may do without this key. */
function mayBeLeftOut(event: EventName, key: string): boolean {
	const { payload } = events[event];
	const shape = 'shape' in payload ? (payload.shape as Record<string, { isOptional(): boolean }>) : {};
	return shape[key]?.isOptional() ?? false;
}

// Each event's good payload is that of its row in the table of permissions, so a new event needs nothing here.
describe.each(Object.keys(events) as EventName[])('%s', (event) => {
	const row = goodRowOf(event);
	let scene: Scene;
	let good: Record<string, unknown>;

	beforeAll(async () => {
		scene = await makeScene(cast, row);
		good = row.payload(scene, 'owner');
	});

	/** The whole disk is read around each refusal: it is to stay small. */
	afterAll(() => cast.clients.owner.ask('chat.delete', { chatId: scene.chatId }));

	const refused = (payload: unknown) =>
		refusedWithoutTrace({ disk, client: cast.clients.owner }, event, payload, 'invalid_data');

	test('refuses what is not an object', async () => {
		for (const payload of [undefined, null, 1, 'text', [], true]) await refused(payload);
	});

	test('refuses a missing key, a wrong type and an unknown key, and names it', async () => {
		for (const key of Object.keys(good)) {
			const { [key]: _, ...rest } = good;
			if (!mayBeLeftOut(event, key)) expect((await refused(rest))[0]?.path).toBe(key);
			await refused({ ...good, [key]: { wrong: true } });
		}
		expect((await refused({ ...good, surprise: 1 }))[0]?.path).toBe('surprise');
	});

	test('refuses keys that would poison an object', async () => {
		for (const key of ['__proto__', 'constructor']) {
			const rest = JSON.stringify(good).slice(1);
			await refused(JSON.parse(`{"${key}":{"a":1},${rest}`.replace(',}', '}')));
		}
	});

	const isNothingToStrangers = row.expected.stranger === 'not_found' && !row.reads;
	if (isNothingToStrangers) {
		test('answers a stranger and a guessed id in the same words', async () => {
			const foreign = await cast.clients.stranger.ask(event, good);
			const guessed = await cast.clients.owner.ask(event, withOtherIds(scene, good));
			expect(foreign).toMatchObject({ ok: false, error: { code: 'not_found' } });
			expect(guessed).toEqual(foreign);
		});
	}

	test('takes its good payload', async () => {
		expect(await cast.clients.owner.ask(event, good)).toMatchObject({ ok: true });
	});
});
