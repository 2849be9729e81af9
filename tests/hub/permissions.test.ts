import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '$lib/protocol/contract.ts';
import type { Reply } from '$lib/protocol/envelope.ts';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { changedTables, DatabaseReader } from '../support/database-reader.ts';
import { connect } from '../support/connect.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';
import { makeCast, roles, type Cast, type Role } from './permissions/cast.ts';
import { askOverHttp, doors, type Door } from './permissions/doors.ts';
import { nameOf, type Outcome, type Outcomes, type Row } from './permissions/row.ts';
import { isOutside, makeScene, withOtherIds, type Scene } from './permissions/scene.ts';
import { table } from './permissions/table.ts';

const events = contract(defaultLimits);

let server: TestServer;
let cast: Cast;
let disk: DatabaseReader;
let played: Scene[] = [];

beforeAll(async () => {
	server = await startServer();
	cast = await makeCast(server);
	disk = new DatabaseReader(server);
});

afterAll(async () => {
	disk.close();
	await server.stop();
});

/** The whole disk is read after each refusal: it is to stay small. */
afterEach(async () => {
	await Promise.all(played.map(({ chatId }) => cast.clients.owner.ask('chat.delete', { chatId })));
	played = [];
});

async function play(row: Row): Promise<Scene> {
	const scene = await makeScene(cast, row);
	played.push(scene);
	return scene;
}

describe('the table', () => {
	const told = new Set<string>(table.map(({ event }) => event));

	test('has a row for every event of the contract', () => {
		const missing = Object.keys(events).filter((event) => !told.has(event));
		const sentence = `Say in tests/hub/permissions who may do this: ${missing.join(', ')}`;
		expect(missing, sentence).toEqual([]);
	});

	test('has no row for what is no event of the contract', () => {
		const unknown = [...told].filter((event) => !Object.hasOwn(events, event));
		expect(unknown, `These rows are about no event of the contract: ${unknown.join(', ')}`).toEqual([]);
	});

	test('has each case once', () => {
		const names = table.map(nameOf);
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
	});

	test('has for every event a case in which the owner may', () => {
		const allowed = new Set(
			table.filter(({ expected }) => expected.owner === 'ok').map(({ event }) => event)
		);
		const never = [...told].filter((event) => !(allowed as Set<string>).has(event));
		expect(never, `A refusal tells nothing where nobody may: ${never.join(', ')}`).toEqual([]);
	});
});

test.each(Object.keys(events))('%s over HTTP is refused to who is not signed in', async (event) => {
	const reply = await askOverHttp(server, null, event, {});
	expect(reply).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
});

describe('who was disabled', () => {
	let disabled: Person;

	beforeAll(async () => {
		disabled = await server.person('disabled');
		const live = await connect(server, disabled);
		const ended = live.told('session.ended');
		await cast.clients.owner.get('users.disable', { userId: disabled.user.id, disabled: true });
		await ended;
		live.close();
	});

	test.each(Object.keys(events))('is refused %s over HTTP, whatever they ask', async (event) => {
		const reply = await askOverHttp(server, disabled.cookie, event, {});
		expect(reply).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
	});

	test('gets no socket', async () => {
		await expect(connect(server, disabled)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
	});
});

describe.each(table.map((row) => [nameOf(row), row] as const))('%s', (_, row) => {
	test.each(Object.entries(doors))('over %s', async (door, ask) => {
		const expected = (door === 'HTTP' && row.overHttp) || row.expected;
		const outcomes: Partial<Outcomes> = {};
		const scene = await play(row);
		const refused = roles.filter((role) => isRefusal(expected[role]));
		await withoutTelling(scene, async () => {
			for (const role of refused) outcomes[role] = await askInVain(scene, row, role, ask);
		});
		// The first of the others shows that nothing else was in the way of those who were refused.
		let used = false;
		for (const role of roles.filter((each) => !refused.includes(each))) {
			const own = used ? await play(row) : scene;
			used = events[row.event].kind !== 'query';
			outcomes[role] = outcomeOf(row, own, await ask(cast, role, row.event, row.payload(own, role)));
		}
		expect(outcomes).toEqual(expected);
	});
});

function isRefusal(outcome: Outcome): boolean {
	return outcome !== 'ok' && outcome !== 'blank';
}

function outcomeOf({ reads }: Row, scene: Scene, reply: Reply): Outcome {
	if (!reply.ok) return reply.error.code;
	return reads ? reads(reply.data as never, scene) : 'ok';
}

/** Asks for what is to be refused: it leaves nothing on the disk, and what is not one's own is like what does not exist. */
async function askInVain(scene: Scene, row: Row, role: Role, ask: Door): Promise<Outcome> {
	const payload = row.payload(scene, role);
	const before = disk.read();
	const reply = await ask(cast, role, row.event, payload);
	const outcome = outcomeOf(row, scene, reply);
	if (!isRefusal(outcome)) return outcome;
	expect(changedTables(before, disk.read()), `what was refused to the ${role} changed something`).toEqual([]);
	if (outcome === 'not_found' && isOutside(scene, role)) {
		const guessed = await ask(cast, role, row.event, withOtherIds(scene, payload));
		expect(withoutOwnIds(reply), `the ${role} can tell it from what does not exist`).toEqual(
			withoutOwnIds(guessed)
		);
	}
	return outcome;
}

/** A frame names its mutations by ids that the asker made. */
function withoutOwnIds(reply: Reply): unknown {
	const replacer = (key: string, value: unknown) => (key === 'id' ? null : value);
	return JSON.parse(JSON.stringify(reply, replacer));
}

/** Nobody hears anything about the chat meanwhile. */
async function withoutTelling(scene: Scene, work: () => Promise<void>): Promise<void> {
	const clients = Object.values(cast.clients);
	// What the scene itself told has arrived before an answer that comes after it.
	const arrive = () => Promise.all(clients.map((client) => client.get('presence.settings.get', {})));
	await arrive();
	const marks = clients.map(({ pushes }) => pushes.length);
	await work();
	await arrive();
	const heard = clients
		.flatMap(({ pushes }, index) => pushes.slice(marks[index]))
		.filter(([, data]) => JSON.stringify(data).includes(scene.chatId))
		.map(([name]) => name);
	expect(heard, 'others heard of what was refused').toEqual([]);
}
