import type { Socket as Connection, Server as Engine } from 'engine.io';
import { Server } from 'socket.io';
import { hardLimitFactor } from '../../protocol/limits.ts';
import type { Config } from '../config.ts';
import { beginInOneWrite } from './begin-in-one-write.ts';
import { GatedEngine } from './gated-engine.ts';
import type { SocketData } from './handshake.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { cutSlowReaders } from './slow-readers.ts';
import { TolerantEngine } from './tolerant-engine.ts';
import { createTolerantParser } from './tolerant-parser.ts';

/** The settings that this room goes by. */
export type HubSettings = Pick<Config, 'origin' | 'limits' | 'rateLimits' | 'trustProxy'>;

type Nothing = Record<string, never>;
type AnyEvents = Record<string, (...arguments_: never[]) => void>;
export type Io = Server<AnyEvents, Record<string, (data: unknown) => void>, Nothing, SocketData>;

export type Door = {
	io: Io;
	engine: Engine;
	/** Somebody has signed in on this connection. */
	admit: (connection: Connection, userId: string) => void;
};

/** A socket.io server on an engine of its own, bound to no HTTP server yet. */
export function createIo({ limits, rateLimits, trustProxy }: HubSettings, metrics: Metrics): Door {
	const { frameBytesMax } = limits;
	const options = {
		transports: ['websocket' as const, 'polling' as const],
		maxHttpBufferSize: frameBytesMax * hardLimitFactor,
		perMessageDeflate: false,
		httpCompression: false
	};
	const gated = rateLimits ? new GatedEngine(options, limits, trustProxy, metrics) : null;
	const engine = gated ?? new TolerantEngine(options);
	beginInOneWrite(engine);
	cutSlowReaders(engine, limits.waitingBytesMax, metrics.cut);
	const parser = createTolerantParser(frameBytesMax);
	const io: Io = new Server({ parser, serveClient: false });
	io.bind(engine);
	return { io, engine, admit: (connection, userId) => gated?.admit(connection, userId) };
}
