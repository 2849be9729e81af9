import type { Push as PushEvent } from '../../protocol/pushes.ts';
import type { Reply } from '../../protocol/envelope.ts';
import type { Io } from './create-io.ts';
import { Bundle } from './bundle.ts';
import { jsonOf } from './json-of.ts';
import { wholeFrame, type WholeFrame } from './whole-frame.ts';
import { writeFrames } from './write-frames.ts';

/** How socket.io's protocol, version 5, marks what it carries. */
const [event, acknowledgement] = ['2', '3'];

/** The answer to what a socket asked under this number. */
export function answerFrame(number: number, reply: Reply): WholeFrame {
	return wholeFrame(`${acknowledgement}${number}[${replyText(reply)}]`);
}

function replyText(reply: Reply): string {
	if (!reply.ok || typeof reply.data !== 'object' || reply.data === null) return JSON.stringify(reply);
	const meta = reply.meta ? `,"meta":${JSON.stringify(reply.meta)}` : '';
	return `{"ok":true,"data":${jsonOf(reply.data)}${meta}}`;
}

function pushFrame(events: PushEvent[]): WholeFrame {
	const texts = events.map(([name, data]) => `["${name}",${jsonOf(data)}]`);
	return wholeFrame(
		`${event}${texts.length === 1 ? texts.join() : `["batch",{"events":[${texts.join()}]}]`}`
	);
}

/** Tells sockets what was pushed. */
export class Wire {
	readonly #sockets: ReturnType<Io['of']>['sockets'];
	readonly #rooms: ReturnType<Io['of']>['adapter']['rooms'];
	/** What leaves together, by socket. */
	#held: Map<string, Bundle> | null = null;

	constructor(io: Io) {
		const { sockets, adapter } = io.of('/');
		this.#sockets = sockets;
		this.#rooms = adapter.rooms;
	}

	/** Those who are in a room. */
	in(room: string): ReadonlySet<string> | undefined {
		return this.#rooms.get(room);
	}

	/** In one frame. */
	toSocket(socketId: string, events: PushEvent[]): void {
		this.#tell(socketId, new Bundle(pushFrame(events)));
	}

	/** To all who are in `room` but `spared`, in one frame. Nothing is made where nobody is. */
	toRoom(room: string, events: PushEvent[], spared: (socketId: string) => boolean): void {
		let told: Bundle | undefined;
		for (const socketId of this.in(room) ?? []) {
			if (!spared(socketId)) this.#tell(socketId, (told ??= new Bundle(pushFrame(events))));
		}
	}

	/**
	 * What `tell` tells leaves when it has ended, all frames for a socket in one write: most of what a frame costs is that the
	 * kernel is called, and for several it is called once (docs/performance.md).
	 */
	together(tell: () => void): void {
		const held = new Map<string, Bundle>();
		this.#held = held;
		try {
			tell();
		} finally {
			this.#held = null;
			for (const [socketId, bundle] of held) this.#write(socketId, bundle);
		}
	}

	#tell(socketId: string, told: Bundle): void {
		if (!this.#held) return this.#write(socketId, told);
		this.#held.set(socketId, this.#held.get(socketId)?.with(told) ?? told);
	}

	#write(socketId: string, bundle: Bundle): void {
		const socket = this.#sockets.get(socketId);
		if (socket) writeFrames(socket.conn, bundle);
	}
}
