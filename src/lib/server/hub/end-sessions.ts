import type { Auth } from '../auth/auth.ts';
import type { Io } from './create-io.ts';
import { roomOf } from './rooms.ts';

/** Ends the sockets of every session that ends, with a last event that says why. */
export function endSessions(io: Io, auth: Auth): void {
	auth.endings.on('ended', (sessionId) => {
		const sockets = io.in(roomOf.session(sessionId));
		sockets.emit('session.ended', { code: 'unauthenticated' });
		sockets.disconnectSockets(true);
	});
}
