import type { Writable } from 'node:stream';
import type { Socket as Connection, Transport } from 'engine.io';
import type { Bundle } from './bundle.ts';

/** What engine.io's websocket is inside: a socket of `ws`, which is over one of Node's. */
type Inner = Transport & { socket: { readyState: number; _socket: Writable | null } };

/** A websocket that is neither being closed nor closed (https://websockets.spec.whatwg.org/#dom-websocket-readystate). */
const open = 1;

type Options = Parameters<Connection['write']>[1] & { wsPreEncodedFrame: Buffer[] };

/**
 * Writes frames straight to the socket where nothing waits before them: the events and lists on engine.io's way cost as much as the
 * kernel does (docs/performance.md). Anything else takes that way, where what waits is counted.
 */
export function writeFrames(connection: Connection, bundle: Bundle): void {
	const free = freeSocket(connection);
	if (free) return void free.write(bundle.bytes);
	for (const { text, bytes } of bundle.frames)
		connection.write(text, { wsPreEncodedFrame: [bytes] } as Options);
}

function freeSocket({ readyState, transport }: Connection): Writable | null {
	// Whatever engine.io has for it is written as soon as a transport is writable, so that nothing is overtaken.
	if (readyState !== 'open' || transport.name !== 'websocket' || !transport.writable) return null;
	const { socket } = transport as Inner;
	if (socket.readyState !== open) return null;
	return socket._socket?.writableLength === 0 ? socket._socket : null;
}
