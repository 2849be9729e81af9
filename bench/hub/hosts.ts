import { newId } from '../../src/lib/protocol/ids.ts';
import { body } from '../support/body.ts';
import { startBare } from '../support/start-bare.ts';
import type { Pinned } from '../support/pinned.ts';
import { demand, Product } from '../support/product.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { ThinWebSocket } from '../support/thin-websocket.ts';
import { countIn, Ears, type Room } from './room.ts';

/** A server that a room can be opened on. */
export type Host = {
	server: Pinned;
	/** A room with so many sockets, of which so many speak. */
	openRoom(size: number, speakers: number): Promise<Room>;
	stop(): Promise<void>;
};

/** The servers that pass messages on, by the name in the report. `people`: so many accounts the product has. */
export const hosts: Record<string, (people: number) => Promise<Host>> = {
	inkling: hostProduct,
	'socket.io, no store': hostSocketIo,
	'ws, no store': hostWs
};

const pushed = Buffer.from('["message.new",');
const addedAtOnce = 50;
const connectedAtOnce = 50;

async function hostProduct(people: number): Promise<Host> {
	const product = await Product.start(people);
	const openRoom = async (size: number, speaking: number): Promise<Room> => {
		const members = product.people.slice(0, size);
		const ears = new Ears();
		const sockets = await inTurns(members, async (person) => {
			const socket = await product.connect(person);
			socket.hear = (frame) => ears.hear(countIn(frame, pushed));
			return socket;
		});
		const [first] = sockets;
		if (!first) throw new Error('A room needs somebody.');
		const chatId = newId();
		const ids = members.slice(1).map(({ id }) => id);
		const memberIds = ids.slice(0, addedAtOnce);
		await demand(first, 'chat.create', { id: chatId, kind: 'group', memberIds, title: 'Room' });
		const say = (socket: RawSocket) => demand(socket, 'message.send', { id: newId(), chatId, content: body });
		await say(first);
		for (let from = addedAtOnce; from < ids.length; from += addedAtOnce)
			await demand(first, 'chat.members.add', { chatId, userIds: ids.slice(from, from + addedAtOnce) });
		await settle(ears, size, () => say(first));
		return roomOf(ears, sockets, speaking, say);
	};
	return { server: product.server, openRoom, stop: () => product.stop() };
}

async function hostSocketIo(): Promise<Host> {
	const { server, url } = await startBare('bare-socket-io');
	const openRoom = async (size: number, speaking: number): Promise<Room> => {
		const ears = new Ears();
		const sockets = await inTurns(Array.from({ length: size }), async () => {
			const socket = await RawSocket.connect(url, {});
			socket.hear = () => ears.hear(1);
			return socket;
		});
		// As large as a message of the product, so that the same bytes travel.
		const say = (socket: RawSocket) => socket.ask('say', { ...envelope(), content: body });
		return roomOf(ears, sockets, speaking, say);
	};
	return { server, openRoom, stop: () => server.stop() };
}

async function hostWs(): Promise<Host> {
	const { server, url } = await startBare('bare-ws');
	const openRoom = async (size: number, speaking: number): Promise<Room> => {
		const ears = new Ears();
		const acknowledged = new Map<ThinWebSocket, () => void>();
		const sockets = await inTurns(Array.from({ length: size }), async () => {
			const socket = await ThinWebSocket.connect(url);
			socket.hear = (frame) => (frame[0] === plus ? acknowledged.get(socket)?.() : ears.hear(1));
			return socket;
		});
		const say = (socket: ThinWebSocket) => {
			socket.send(JSON.stringify({ ...envelope(), content: body }));
			return new Promise<void>((resolve) => acknowledged.set(socket, resolve));
		};
		return roomOf(ears, sockets, speaking, say);
	};
	return { server, openRoom, stop: () => server.stop() };
}

const plus = '+'.charCodeAt(0);

/** What of a message of the product is not its text. */
function envelope() {
	const facts = { seq: 1, senderId: newId(), replyTo: null, attachments: [], mentions: [], reactions: [] };
	const times = { createdAt: Date.now(), editedAt: null, deletedAt: null, version: 1, pinnedAt: null };
	return { id: newId(), chatId: newId(), ...facts, ...times, forwardedFrom: null };
}

type Closable = { close(): void };

function roomOf<Socket extends Closable>(
	ears: Ears,
	sockets: Socket[],
	speaking: number,
	say: (socket: Socket) => Promise<unknown>
): Room {
	return {
		speakers: sockets.slice(0, speaking).map((socket) => () => say(socket)),
		heard: ears.heard,
		until: (messages) => ears.until(messages),
		close: () => {
			for (const socket of sockets) socket.close();
		}
	};
}

/** Everybody has been let in when all hear the same message. */
async function settle(ears: Ears, size: number, say: () => Promise<unknown>): Promise<void> {
	for (;;) {
		const before = ears.heard.messages;
		await say();
		await new Promise((resolve) => setTimeout(resolve, 50));
		if (ears.heard.messages - before === size - 1) return;
	}
}

async function inTurns<Item, Made>(items: Item[], make: (item: Item) => Promise<Made>): Promise<Made[]> {
	const made: Made[] = [];
	for (let from = 0; from < items.length; from += connectedAtOnce)
		made.push(...(await Promise.all(items.slice(from, from + connectedAtOnce).map(make))));
	return made;
}
