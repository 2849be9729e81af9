import type { Io } from './create-io.ts';
import { roomOf } from './rooms.ts';

/** Ends the sockets of a session that has ended, with a last event that says why. */
export function endSession(io: Io, sessionId: string): void {
	const sockets = io.in(roomOf.session(sessionId));
	sockets.emit('session.ended', { code: 'unauthenticated' });
	sockets.disconnectSockets(true);
}
