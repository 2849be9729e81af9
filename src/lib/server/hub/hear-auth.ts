import type { Auth } from '../auth/auth.ts';
import type { Io } from './create-io.ts';
import { roomOf } from './rooms.ts';
import type { SessionEndings } from './session-endings.ts';

/** Tells the sockets what happened at another door: sessions that ended, and devices that people signed in on. */
export function hearAuth(io: Io, auth: Auth, endings: SessionEndings): void {
	auth.events.on('ended', (sessionId) => endings.end(sessionId));
	auth.events.on('newDevice', (userId) => io.in(roomOf.user(userId)).emit('devices.changed', {}));
}
