import { bodyText } from '../support/body.ts';
import { inTurns } from '../support/in-turns.ts';
import { countIn, Ears, readersOf, type Room } from '../hub/room.ts';
import { ThinXmpp } from './thin-xmpp.ts';

/** Everybody's, on a server of the benchmark. */
export const password = 'bench';
export const nameOf = (index: number) => `person${index}`;

const messageEnd = Buffer.from('</message>');

/** A room of so many on an XMPP server, of whom the first speak. Who speaks is acknowledged by hearing what they said themselves. */
export async function openXmppRoom(
	port: number,
	name: string,
	size: number,
	speaking: number
): Promise<Room> {
	const room = `${name}@conference.localhost`;
	const ears = new Ears(Buffer.from('<body>#'));
	const readers = readersOf(size, speaking);
	const acknowledged = Array.from({ length: speaking }, (): (() => void)[] => []);
	const people: ThinXmpp[] = [];
	const enter = async (index: number) => {
		const person = await ThinXmpp.connect(port, nameOf(index), password);
		await person.join(room, nameOf(index));
		const mine = Buffer.from(`${room}/${nameOf(index)}'`);
		const told = acknowledged[index];
		person.hear = (messages) => {
			const own = told && told.length > 0 ? countIn(messages, mine) : 0;
			for (let count = own; count > 0; count--) told?.shift()?.();
			ears.hear(messages, countIn(messages, messageEnd) - own, readers.has(index));
		};
		return person;
	};
	people.push(await enter(0), ...(await inTurns(size - 1, (index) => enter(index + 1))));
	const speakers = people.slice(0, speaking).map((person, index) => (note?: string) => {
		person.say(room, bodyText(note));
		return new Promise<void>((resolve) => acknowledged[index]?.push(resolve));
	});
	const close = () => {
		for (const person of people) person.close();
	};
	return { speakers, ears, close };
}
