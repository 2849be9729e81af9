import { contract, type EventName } from '$lib/protocol/contract.ts';
import { newId } from '$lib/protocol/ids.ts';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { pushes, type PushName } from '$lib/protocol/pushes.ts';
import type { Examples } from '../../../scripts/reference/examples.ts';
import { makeCast, type Cast } from '../../hub/permissions/cast.ts';
import { makeScene } from '../../hub/permissions/scene.ts';
import { goodRowOf } from '../../hub/permissions/table.ts';
import { connect, type TestClient } from '../../support/connect.ts';
import type { TestServer } from '../../support/start-server.ts';
import { tidying } from './tidy.ts';

const events = contract(defaultLimits);

/** The people of the permission tests, and a second device of the owner. */
type Stage = { server: TestServer; cast: Cast; listeners: TestClient[]; second: TestClient; begun: number };

/**
 * Asks for every event what its first row in the table of permissions lets the owner ask, in the scene of that row, and keeps
 * what was answered and what others were told. The answers are held against the schemas of the contract. `begun`: the time at which
 * the server's clock stands.
 */
export async function playExamples(
	server: TestServer,
	begun: number
): Promise<Pick<Examples, 'events' | 'pushes'>> {
	const cast = await makeCast(server);
	const second = await connect(server, cast.people.owner);
	const stage = { server, cast, second, begun, listeners: [...Object.values(cast.clients), second] };
	const seen: Examples = { events: {}, pushes: {}, http: {} };
	for (const event of Object.keys(events) as EventName[]) await playEvent(stage, event, seen);
	await playPresence(stage, seen);
	await playEnd(stage, seen);
	return seen;
}

async function playEvent(stage: Stage, event: EventName, seen: Examples): Promise<void> {
	const { cast, listeners, begun } = stage;
	const row = goodRowOf(event);
	const scene = await makeScene(cast, row);
	await settle(stage);
	const marks = listeners.map((client) => client.pushes.length);
	const payload = row.payload(scene, 'owner');
	const reply = await cast.clients.owner.ask(event, payload);
	if (!reply.ok) throw new Error(`${event} was refused: ${JSON.stringify(reply.error)}`);
	events[event].data.parse(reply.data);
	await settle(stage);
	seen.events[event] = tidying(begun)({ payload, reply }) as { payload: unknown; reply: unknown };
	for (const [index, client] of listeners.entries()) {
		const told = client.pushes.slice(marks[index]);
		// Presence comes in its own time; it has a scene of its own.
		for (const [name, data] of told.filter(([name]) => !name.startsWith('presence.')))
			keepPush(stage, seen, name, data);
	}
	await cast.clients.owner.ask('chat.delete', { chatId: scene.chatId });
}

/** The first of each name; whatever is told must have the form of its push. */
function keepPush({ begun }: Stage, { pushes: kept }: Examples, name: PushName, data: unknown): void {
	pushes[name].parse(data);
	kept[name] ??= tidying(begun)(data);
}

/** What was told on the way has arrived before an answer that comes after it. */
async function settle({ listeners }: Stage): Promise<void> {
	await Promise.all(listeners.map((client) => client.ask('presence.settings.get', {})));
}

/** Somebody who shares a chat looks at the owner, who is not to be disturbed. */
async function playPresence(stage: Stage, seen: Examples): Promise<void> {
	const { cast, second } = stage;
	const { owner, member } = cast.clients;
	const [chatId, id] = [newId(), newId()];
	await owner.get('chat.create', { id: chatId, kind: 'group', memberIds: [cast.id('member')] });
	const content = {
		type: 'doc',
		content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Ahoy' }] }]
	};
	await owner.get('message.send', { id, chatId, content });
	await member.get('presence.get', { userIds: [cast.id('owner')] });
	await owner.get('presence.set', { status: 'dnd' });
	const seenByMember = await member.told('presence.updated', ({ status }) => status === 'dnd');
	keepPush(stage, seen, 'presence.updated', seenByMember);
	const elsewhere = await second.told('presence.elsewhere', ({ status }) => status === 'dnd');
	keepPush(stage, seen, 'presence.elsewhere', elsewhere);
}

/** Somebody is disabled, and the server stops. */
async function playEnd(stage: Stage, seen: Examples): Promise<void> {
	const { server, cast, second } = stage;
	const { owner, plain } = cast.clients;
	await owner.get('users.disable', { userId: cast.id('plain'), disabled: true });
	keepPush(stage, seen, 'session.ended', await plain.told('session.ended'));
	keepPush(stage, seen, 'user.updated', await second.told('user.updated', ({ disabled }) => disabled));
	const notice = owner.told('server.notice');
	await server.stop();
	keepPush(stage, seen, 'server.notice', await notice);
}
