import type { Io } from './create-io.ts';
import { roomOf } from './rooms.ts';

/** Ends the sockets of sessions that have ended, and counts those: who saw the same number twice knows that none ended meanwhile. */
export class SessionEndings {
	readonly #io: Io;
	#count = 0;

	constructor(io: Io) {
		this.#io = io;
	}

	get count(): number {
		return this.#count;
	}

	/** With a last event that says why. */
	end(sessionId: string): void {
		this.#count++;
		const sockets = this.#io.in(roomOf.session(sessionId));
		sockets.emit('session.ended', { code: 'unauthenticated' });
		sockets.disconnectSockets(true);
	}
}
