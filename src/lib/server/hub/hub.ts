import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'socket.io';
import { refuse } from '../../protocol/errors.ts';
import type { Auth } from '../auth/auth.ts';
import { Gathering } from '../handlers/support/gathering.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { rounded } from '../observe/rounded.ts';
import { Scope, within } from '../observe/scope.ts';
import { countRooms } from './count-rooms.ts';
import { createIo, type HubSettings } from './create-io.ts';
import { divert } from './divert.ts';
import { refuseHandshake, shakeHands, type SocketData } from './handshake.ts';
import { Entering } from './entering.ts';
import { hearAuth } from './hear-auth.ts';
import { PresenceDesk } from './presence-desk.ts';
import { PushQueue, type Collected } from './push-queue.ts';
import { roomOf } from './rooms.ts';
import type { Running } from './run-event.ts';
import { serveSocket } from './serve-socket.ts';
import { SessionEndings } from './session-endings.ts';
import { Wire } from './wire.ts';

export type Hub = {
	/** Tells people what a transaction changed. */
	tell(collected: Collected): void;
	/** Who is there, for an event that came by this socket, or by none. */
	presencesFor: Running['presencesFor'];
	/** Begins to take connections on this server. */
	open(httpServer: HttpServer, running: Running): void;
	/** Tells the clients, closes their sockets, and leaves the HTTP server as it was. */
	close(): Promise<void>;
};

/** The socket door. It is made before what runs the events, because those tell through it. */
export function createHub(auth: Auth, settings: HubSettings, metrics: Metrics, clock: () => number): Hub {
	const { io, engine, admit } = createIo(settings, metrics);
	const { socketsPerUserMax } = settings.limits;
	const wire = new Wire(io);
	const queue = new PushQueue(io, wire);
	const desk = new PresenceDesk(wire, clock);
	const endings = new SessionEndings(io);
	const entering = new Entering();
	const { sockets, adapter } = io.of('/');
	metrics.watch({
		connections: () => engine.clientsCount,
		sockets: () => sockets.size,
		rooms: () => countRooms(adapter.rooms.keys())
	});
	let release: (() => void) | undefined;

	io.use((socket, next) => {
		const ended = endings.count;
		within(new Scope(), () => greet(auth, socket, settings)).then((data) => {
			const { userId, sessionId } = data.caller;
			// A program that may not read is not in its person's room.
			const rooms = [roomOf.user(userId), roomOf.session(sessionId)];
			const open = rooms.map((room) => (adapter.rooms.get(room)?.size ?? 0) + entering.count(room));
			if (Math.max(...open) >= socketsPerUserMax) {
				metrics.refused('sockets_per_user');
				return next(refuseHandshake('rate_limited'));
			}
			socket.data = { ...data, ended };
			admit(socket.conn, userId);
			entering.letIn(rooms, next);
		}, next);
	});

	return {
		tell: (collected) => {
			queue.add(collected);
			for (const sessionId of collected.ended) endings.end(sessionId);
			// Who comes into a chat is seen from now on by who watched them in vain.
			desk.seenOtherwise([...collected.seenOtherwise, ...collected.moves.map(({ userId }) => userId)]);
		},
		presencesFor: (caller, socketId) => desk.presencesFor(caller, socketId),
		open: (httpServer, running) => {
			desk.open(running);
			io.on('connection', (socket) => serveSocket(socket, auth, running, { desk, endings }));
			hearAuth(io, auth, endings);
			release = divert(httpServer, engine);
		},
		close: async () => {
			queue.flush();
			io.emit('server.notice', { level: 'info', message: 'The server restarts.', retryAfterMs: 1000 });
			io.disconnectSockets(true);
			release?.();
			engine.close();
			await desk.close();
		}
	};
}

/** After a restart everybody comes. */
const comings = new Gathering();

/** Shakes hands, and tells the log how that went. */
async function greet(auth: Auth, socket: Socket, settings: HubSettings): Promise<Omit<SocketData, 'ended'>> {
	const begun = performance.now();
	const facts = () => ({ event: 'handshake', ms: rounded(performance.now() - begun) });
	await comings.join();
	try {
		const data = await shakeHands(auth, socket, settings);
		auth.log.debug({ ...facts(), code: 'ok', userId: data.caller.userId }, 'A socket was let in.');
		return data;
	} catch (error) {
		const { data } = error as { data?: { code: string } };
		if (!data) {
			auth.log.error({ ...facts(), err: error }, 'A handshake failed.');
			// Its own words would reach the client, and they may tell of the inside.
			throw new Error(refuse('internal').message, { cause: error });
		}
		auth.log.debug({ ...facts(), code: data.code }, 'A socket was not let in.');
		throw error;
	}
}
