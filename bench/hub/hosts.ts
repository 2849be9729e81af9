import { newId } from '../../src/lib/protocol/ids.ts';
import { bodyOf } from '../support/body.ts';
import { inTurns } from '../support/in-turns.ts';
import type { Pinned } from '../support/pinned.ts';
import { demand, Product } from '../support/product.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { startBare } from '../support/start-bare.ts';
import { ThinWebSocket } from '../support/thin-websocket.ts';
import { countIn, Ears, readersOf, type Room } from './room.ts';

/** A server that a room can be opened on. */
export type Host = {
	server: Pinned;
	/**
	 * A room with so many sockets, of which so many speak. `apart`: each of them in a group of its own with the same people, where a
	 * server puts messages of one group into one frame; the others give each message a frame anyway.
	 */
	openRoom(size: number, speakers: number, apart?: boolean): Promise<Room>;
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

async function hostProduct(people: number): Promise<Host> {
	const product = await Product.start(people);
	const openRoom = (...room: [number, number, boolean?]) => openProductRoom(product, ...room);
	return { server: product.server, openRoom, stop: () => product.stop() };
}

/** A group of the product's first so many people, or one for each who speaks. */
export async function openProductRoom(
	product: Product,
	size: number,
	speaking: number,
	apart = false
): Promise<Room> {
	const members = product.people.slice(0, size);
	const ears = new Ears();
	const readers = readersOf(size, speaking);
	const sockets = await inTurns(size, async (index) => {
		const socket = await product.connect(members[index] ?? { id: '', cookie: '' });
		socket.hear = (frame) => ears.hear(frame, countIn(frame, pushed), readers.has(index));
		return socket;
	});
	const [first] = sockets;
	if (!first) throw new Error('A room needs somebody.');
	const ids = members.slice(1).map(({ id }) => id);
	const chats: string[] = [];
	while (chats.length < (apart ? speaking : 1)) {
		const chatId = await openGroup(first, ids);
		await settle(ears, size, () => sayIn(chatId, first));
		chats.push(chatId);
	}
	const chatOf = new Map(sockets.map((socket, index) => [socket, chats[index % chats.length] ?? '']));
	return roomOf(ears, sockets, speaking, (socket, note) => sayIn(chatOf.get(socket) ?? '', socket, note));
}

/** A group that has begun, of somebody and these others. Answers its id. */
async function openGroup(first: RawSocket, others: string[]): Promise<string> {
	const chatId = newId();
	const memberIds = others.slice(0, addedAtOnce);
	await demand(first, 'chat.create', { id: chatId, kind: 'group', memberIds, title: 'Room' });
	await sayIn(chatId, first);
	for (let from = addedAtOnce; from < others.length; from += addedAtOnce)
		await demand(first, 'chat.members.add', { chatId, userIds: others.slice(from, from + addedAtOnce) });
	return chatId;
}

function sayIn(chatId: string, socket: RawSocket, note?: string): Promise<string> {
	return demand(socket, 'message.send', { id: newId(), chatId, content: bodyOf(note) });
}

async function hostSocketIo(): Promise<Host> {
	const { server, url } = await startBare('bare-socket-io');
	const openRoom = async (size: number, speaking: number): Promise<Room> => {
		const ears = new Ears();
		const readers = readersOf(size, speaking);
		const sockets = await inTurns(size, async (index) => {
			const socket = await RawSocket.connect(url, {});
			socket.hear = (frame) => ears.hear(frame, 1, readers.has(index));
			return socket;
		});
		return roomOf(ears, sockets, speaking, (socket, note) => socket.ask('say', messageOf(note)));
	};
	return { server, openRoom, stop: () => server.stop() };
}

async function hostWs(): Promise<Host> {
	const { server, url } = await startBare('bare-ws');
	const openRoom = async (size: number, speaking: number): Promise<Room> => {
		const ears = new Ears();
		const readers = readersOf(size, speaking);
		/** The server acknowledges in the order in which it was asked. */
		const acknowledged = new Map<ThinWebSocket, (() => void)[]>();
		const sockets = await inTurns(size, async (index) => {
			const socket = await ThinWebSocket.connect(url);
			socket.hear = (frame) =>
				frame[0] === plus ? acknowledged.get(socket)?.shift()?.() : ears.hear(frame, 1, readers.has(index));
			acknowledged.set(socket, []);
			return socket;
		});
		return roomOf(ears, sockets, speaking, (socket, note) => {
			socket.send(JSON.stringify(messageOf(note)));
			return new Promise<void>((resolve) => acknowledged.get(socket)?.push(resolve));
		});
	};
	return { server, openRoom, stop: () => server.stop() };
}

const plus = '+'.charCodeAt(0);

/** A message as large as one of the product, so that the same bytes travel. */
function messageOf(note?: string) {
	const facts = { seq: 1, senderId: newId(), replyTo: null, attachments: [], mentions: [], reactions: [] };
	const times = { createdAt: Date.now(), editedAt: null, deletedAt: null, version: 1, pinnedAt: null };
	return { id: newId(), chatId: newId(), ...facts, ...times, forwardedFrom: null, content: bodyOf(note) };
}

function roomOf<Socket extends { close(): void }>(
	ears: Ears,
	sockets: Socket[],
	speaking: number,
	say: (socket: Socket, note?: string) => Promise<unknown>
): Room {
	return {
		speakers: sockets.slice(0, speaking).map((socket) => (note) => say(socket, note)),
		ears,
		close: () => {
			for (const socket of sockets) socket.close();
		}
	};
}

/** Everybody has been let in when all hear the same message. */
async function settle({ heard }: Ears, size: number, say: () => Promise<unknown>): Promise<void> {
	for (;;) {
		const before = heard.messages;
		await say();
		await new Promise((resolve) => setTimeout(resolve, 50));
		if (heard.messages - before === size - 1) return;
	}
}
