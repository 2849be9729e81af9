import { countIn, Ears, readersOf, type Room } from '../hub/room.ts';
import { bodyText, inJson } from '../support/body.ts';
import { inTurns } from '../support/in-turns.ts';
import { RawSocket } from '../support/raw-socket.ts';

type Place = {
	/** Where The Lounge and ngircd listen. */
	port: number;
	ircPort: number;
	/** Everybody's account, and what each shows for a password. */
	names: string[];
	token: string;
	/** The channel that all of them join. */
	channel: string;
};

const own = Buffer.from('"self":true');

/** A channel with all these people in it, of whom the first speak. Who speaks is acknowledged by hearing what they said themselves. */
export async function openLoungeRoom(place: Place, speaking: number): Promise<Room> {
	const { names } = place;
	const ears = new Ears();
	const readers = readersOf(names.length, speaking);
	const acknowledged = names.map((): (() => void)[] => []);
	const people = await inTurns(names.length, async (index) => {
		const socket = await RawSocket.connect(`http://127.0.0.1:${place.port}`, {});
		const channel = await enter(socket, names[index] ?? '', place);
		socket.hear = (frame) => {
			const messages = countIn(frame, inJson);
			if (messages === 0) return;
			if (frame.includes(own)) acknowledged[index]?.shift()?.();
			else ears.hear(frame, messages, readers.has(index));
		};
		return { socket, channel };
	});
	const speakers = people.slice(0, speaking).map(({ socket, channel }, index) => (note?: string) => {
		socket.tell('input', { target: channel, text: bodyText(note) });
		return new Promise<void>((resolve) => acknowledged[index]?.push(resolve));
	});
	const close = () => {
		for (const { socket } of people) socket.close();
	};
	return { speakers, ears, close };
}

/** Signs in, connects to the IRC server and joins the channel. Answers the number that the channel has for this account. */
async function enter(socket: RawSocket, nick: string, { ircPort, token, channel }: Place): Promise<number> {
	const heard = (pattern: RegExp) =>
		new Promise<RegExpExecArray>((resolve) => {
			socket.hear = (frame) => {
				const found = pattern.exec(frame.toString());
				if (found) resolve(found);
			};
		});
	const isIn = heard(/^42\["init"/);
	socket.tell('auth:perform', { user: nick, token, hasConfig: true });
	await isIn;
	const joined = heard(/^42\["channel:state",\{"chan":(\d+),"state":1\}/);
	const server = { name: 'bench', host: '127.0.0.1', port: ircPort, tls: '', password: '' };
	socket.tell('network:new', { ...server, nick, username: nick, realname: nick, join: channel });
	return Number((await joined)[1]);
}
