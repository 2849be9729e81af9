import type { Push as PushEvent } from '../../protocol/pushes.ts';
import type { Push } from '../handlers/support/handler.ts';
import type { Io } from './create-io.ts';
import { roomOf } from './rooms.ts';
import type { Wire } from './wire.ts';

/** One thing to tell: to which room, which socket not (it has the reply), which whole room not, and what. */
type Telling = { room: string; except: string | null; beyond: string | null; event: PushEvent };

/** What a handler wants told once its transaction is on the disk. */
export type Collected = {
	/** Forgets what was collected, and answers how to collect. */
	begin: () => Push;
	tellings: Telling[];
	moves: Move[];
	seenOtherwise: string[];
	/** Sessions that ended. */
	ended: string[];
};

/** Who gets what is told to a chat from now on, or no longer. */
type Move = { chatId: string; userId: string; into: boolean };

/** How many pushes share a frame at most, so that no frame grows without bound. */
const eventsPerFrame = 100;

/** Collects what one event wants told. `except` is the caller's socket, or null at the HTTP door. */
export function collectPushes(except: string | null): Collected {
	const tellings: Telling[] = [];
	const moves: Move[] = [];
	const seenOtherwise: string[] = [];
	const ended: string[] = [];
	const add = (room: string, name: string, data: unknown, others: Partial<Telling> = {}) =>
		tellings.push({ room, except, beyond: null, event: [name, data] as PushEvent, ...others });
	const push: Push = {
		toChat: (chatId, name, data) => add(roomOf.chat(chatId), name, data),
		toUser: (userId, name, data) => add(roomOf.user(userId), name, data),
		toSelf: (userId, name, data) => add(roomOf.user(userId), name, data, { except: null }),
		toOthers: (chatId, userId, name, data) =>
			add(roomOf.chat(chatId), name, data, { except: null, beyond: roomOf.user(userId) }),
		seenOtherwise: (userId) => seenOtherwise.push(userId),
		endSession: (sessionId) => ended.push(sessionId),
		admit: (chatId, userId) => moves.push({ chatId, userId, into: true }),
		dismiss: (chatId, userId) => moves.push({ chatId, userId, into: false })
	};
	const begin = () => {
		for (const list of [tellings, moves, seenOtherwise, ended]) list.length = 0;
		return push;
	};
	return { begin, tellings, moves, seenOtherwise, ended };
}

/**
 * Sends pushes at the end of the turn, so that replies leave first; several for one room leave in one frame.
 */
export class PushQueue {
	readonly #io: Io;
	readonly #wire: Wire;
	#waiting: Telling[] = [];

	constructor(io: Io, wire: Wire) {
		this.#io = io;
		this.#wire = wire;
	}

	add({ tellings, moves }: Pick<Collected, 'tellings' | 'moves'>): void {
		for (const move of moves) this.#move(move);
		if (tellings.length === 0) return;
		if (this.#waiting.length === 0) setImmediate(() => this.flush());
		this.#waiting.push(...tellings);
	}

	/** At once: what was told to the chat before waits still, and is not for who is out by now. */
	#move({ chatId, userId, into }: Move): void {
		const sockets = this.#io.in(roomOf.user(userId));
		if (into) sockets.socketsJoin(roomOf.chat(chatId));
		else sockets.socketsLeave(roomOf.chat(chatId));
	}

	/** Sends what waits, now. */
	flush(): void {
		const tellings = this.#waiting;
		this.#waiting = [];
		const alike = Map.groupBy(tellings, ({ room, beyond }) => (beyond === null ? room : `${room} ${beyond}`));
		this.#wire.together(() => {
			for (const list of alike.values()) {
				for (let start = 0; start < list.length; start += eventsPerFrame) {
					this.#tell(list.slice(start, start + eventsPerFrame));
				}
			}
		});
	}

	/** All of them are for one room, without the same people. */
	#tell(list: Telling[]): void {
		const { room = '', beyond = null } = list[0] ?? {};
		const wire = this.#wire;
		const present = wire.in(room);
		// Nobody is there to hear it: a push to a thousand members costs what those who are connected cost.
		if (!present) return;
		const senders = new Set(list.map(({ except }) => except));
		const left = beyond === null ? undefined : wire.in(beyond);
		const all = list.map(({ event }) => event);
		wire.toRoom(room, all, (socketId) => senders.has(socketId) || left?.has(socketId) === true);
		for (const sender of senders) {
			const others = list.filter(({ except }) => except !== sender);
			if (sender === null || others.length === 0 || !present.has(sender)) continue;
			wire.toSocket(
				sender,
				others.map(({ event }) => event)
			);
		}
	}
}
