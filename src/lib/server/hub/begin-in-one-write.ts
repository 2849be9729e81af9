import type { IncomingMessage } from 'node:http';
import type { Server as Engine } from 'engine.io';

/**
 * The answer to an upgrade, and the packet that a connection begins with, go to the kernel in one write: each call of it costs by itself,
 * however little is written.
 */
export function beginInOneWrite(engine: Engine): void {
	engine.on('initial_headers', (_headers: unknown, { headers, socket }: IncomingMessage) => {
		if (headers.upgrade === undefined) return;
		socket.cork();
		// engine.io names the connection, which takes a promise, and tells it.
		setImmediate(() => socket.uncork());
	});
}
