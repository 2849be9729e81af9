import type { Push as PushEvent } from '../../protocol/pushes.ts';
import type { Reply } from '../../protocol/envelope.ts';
import type { Io } from './create-io.ts';
import { wholeFrame, type WholeFrame } from './whole-frame.ts';
import { writeFrame } from './write-frame.ts';

/** How socket.io's protocol, version 5, marks what it carries. */
const [event, acknowledgement] = ['2', '3'];

/** The answer to what a socket asked under this number. */
export function answerFrame(number: number, reply: Reply): WholeFrame {
	return wholeFrame(`${acknowledgement}${number}${JSON.stringify([reply])}`);
}

function pushFrame(events: PushEvent[]): WholeFrame {
	const [first] = events;
	const told = events.length === 1 && first ? first : ['batch', { events }];
	return wholeFrame(`${event}${JSON.stringify(told)}`);
}

/** Tells sockets, each in one frame. */
export class Wire {
	readonly #sockets: ReturnType<Io['of']>['sockets'];
	readonly #rooms: ReturnType<Io['of']>['adapter']['rooms'];

	constructor(io: Io) {
		const { sockets, adapter } = io.of('/');
		this.#sockets = sockets;
		this.#rooms = adapter.rooms;
	}

	/** Those who are in a room. */
	in(room: string): ReadonlySet<string> | undefined {
		return this.#rooms.get(room);
	}

	toSocket(socketId: string, events: PushEvent[]): void {
		this.#write(socketId, pushFrame(events));
	}

	/** To all who are in `room` but `spared`. Nothing is made where nobody is. */
	toRoom(room: string, events: PushEvent[], spared: (socketId: string) => boolean): void {
		let frame: WholeFrame | undefined;
		for (const socketId of this.in(room) ?? []) {
			if (!spared(socketId)) this.#write(socketId, (frame ??= pushFrame(events)));
		}
	}

	#write(socketId: string, frame: WholeFrame): void {
		const socket = this.#sockets.get(socketId);
		if (socket) writeFrame(socket.conn, frame);
	}
}
