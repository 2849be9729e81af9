import { createChat } from '../../../src/lib/client/intents/create-chat.ts';
import { sendMessage } from '../../../src/lib/client/intents/send-message.ts';
import type { Person, TestServer } from '../../support/start-server.ts';
import { until } from '../support/until.ts';
import { Device, type Tab } from './device.ts';
import { Ledger } from './ledger.ts';
import { meetPerson } from './meet-person.ts';
import { Trace } from './trace.ts';
import { saying } from './words.ts';

/** Two people, three browsers: Ana's desk and phone, and Ben's. */
export type World = {
	server: TestServer;
	ledger: Ledger;
	trace: Trace;
	people: [Person, Person];
	devices: Device[];
};

/** New people on the running server, with a chat that all of their mirrors know. */
export async function makeWorld(server: TestServer, locks: boolean): Promise<World> {
	const [ledger, trace] = [new Ledger(), new Trace()];
	const people: [Person, Person] = [await meetPerson(server, 'Ana'), await meetPerson(server, 'Ben')];
	const [ana, ben] = people;
	const notes = { ledger, trace, locks };
	const devices = [
		new Device(server, ana, 'desk', notes),
		new Device(server, ana, 'phone', notes),
		new Device(server, ben, 'Ben', notes)
	];
	await Promise.all(devices.map((device) => device.openTab()));
	const world = { server, ledger, trace, people, devices };
	await begin(world);
	return world;
}

/** Every open tab of every browser. */
export function tabsOf({ devices }: World): Tab[] {
	return devices.flatMap((device) => device.tabs);
}

async function begin(world: World) {
	const [first] = tabsOf(world);
	const content = saying([world.ledger.word()]);
	if (!first || !content) return;
	const wish = { kind: 'group', memberIds: world.people.map(({ user }) => user.id), title: 'Boats' } as const;
	const { chatId } = await createChat(first.mirror, wish);
	await sendMessage(first.mirror, { chatId, content, replyTo: null });
	await Promise.all(
		tabsOf(world).map(({ mirror }) =>
			until(
				() => mirror.chats.get(chatId),
				(chat) => chat?.lastSeq === 1
			)
		)
	);
}
