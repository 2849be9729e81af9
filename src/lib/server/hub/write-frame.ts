import type { Writable } from 'node:stream';
import type { Socket as Connection, Transport } from 'engine.io';
import type { WholeFrame } from './whole-frame.ts';

/** What engine.io's websocket is inside: a socket of `ws`, which is over one of Node's. */
type Inner = Transport & { socket: { readyState: number; _socket: Writable | null } };

/** A websocket that is neither being closed nor closed (https://websockets.spec.whatwg.org/#dom-websocket-readystate). */
const open = 1;

type Options = Parameters<Connection['write']>[1] & { wsPreEncodedFrame: Buffer[] };

/**
 * Writes a frame straight to the socket where nothing waits before it: the events and lists on engine.io's way cost as much as the
 * kernel does (docs/performance.md). Anything else takes that way, where what waits is counted.
 */
export function writeFrame(connection: Connection, { text, bytes }: WholeFrame): void {
	const free = freeSocket(connection);
	if (free) free.write(bytes);
	else connection.write(text, { wsPreEncodedFrame: [bytes] } as Options);
}

function freeSocket({ readyState, transport }: Connection): Writable | null {
	// Whatever engine.io has for it is written as soon as a transport is writable, so that nothing is overtaken.
	if (readyState !== 'open' || transport.name !== 'websocket' || !transport.writable) return null;
	const { socket } = transport as Inner;
	if (socket.readyState !== open) return null;
	return socket._socket?.writableLength === 0 ? socket._socket : null;
}
