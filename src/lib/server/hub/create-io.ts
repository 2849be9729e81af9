import type { Server as Engine } from 'engine.io';
import { Server } from 'socket.io';
import type { SocketData } from './handshake.ts';
import { TolerantEngine } from './tolerant-engine.ts';
import { createTolerantParser } from './tolerant-parser.ts';

/** What the transport takes before it cuts off, as a multiple of the largest frame that is answered. */
const hardLimitFactor = 8;

type Nothing = Record<string, never>;
type AnyEvents = Record<string, (...arguments_: never[]) => void>;
export type Io = Server<AnyEvents, Record<string, (data: unknown) => void>, Nothing, SocketData>;

/** A socket.io server on an engine of its own, bound to no HTTP server yet. */
export function createIo(frameBytesMax: number): { io: Io; engine: Engine } {
	const engine = new TolerantEngine({
		transports: ['websocket', 'polling'],
		maxHttpBufferSize: frameBytesMax * hardLimitFactor,
		perMessageDeflate: false,
		httpCompression: false
	});
	const io: Io = new Server({ parser: createTolerantParser(frameBytesMax), serveClient: false });
	io.bind(engine);
	return { io, engine };
}
