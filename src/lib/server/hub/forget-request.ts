import type { Socket } from 'socket.io';
import type { SocketData } from './handshake.ts';

/**
 * Lets go of the request that a connection began with, and of what it brought: nobody asks for it once the socket was let in, and
 * it would be held as long as the connection (https://socket.io/docs/v4/memory-usage).
 */
export function forgetRequest({ conn, handshake, data }: Socket): void {
	(conn as { request: unknown }).request = null;
	Object.assign(handshake, { headers: {}, query: {}, auth: {} });
	(data as SocketData).seen = null;
}
