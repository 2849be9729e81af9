import type { Socket } from 'socket.io';
import type { Reply } from '../../protocol/envelope.ts';
import { failure } from '../../protocol/envelope.ts';
import { refuse, type ErrorCode } from '../../protocol/errors.ts';
import type { Auth } from '../auth/auth.ts';
import { findLiveSession } from '../auth/read-session.ts';
import { findLiveToken } from '../auth/read-token.ts';
import { noteDevices } from '../auth/note-devices.ts';
import { Scope, within } from '../observe/scope.ts';
import { findOwnChats } from '../handlers/support/run-handler.ts';
import type { SocketData } from './handshake.ts';
import type { PresenceDesk } from './presence-desk.ts';
import { Bundle } from './bundle.ts';
import { roomOf } from './rooms.ts';
import { forgetRequest } from './forget-request.ts';
import { hearEvents } from './hear-events.ts';
import { runEvent, type Running } from './run-event.ts';
import type { SessionEndings } from './session-endings.ts';
import { refusedPayload } from './tolerant-parser.ts';
import { answerFrame } from './wire.ts';
import { writeFrames } from './write-frames.ts';

type HubSocket = Socket<never, Record<string, (data: unknown) => void>, never, SocketData>;

/** The longest time that a timer can be set to. */
const timerMax = 2 ** 31 - 1;

/** Where its coming is told, and where it is found out whether its session ended on the way. */
type Desks = { desk: PresenceDesk; endings: SessionEndings };

/** Serves a socket that was let in, from its first event to its last. */
export function serveSocket(anySocket: Socket, auth: Auth, running: Running, { desk, endings }: Desks): void {
	const socket = anySocket as unknown as HubSocket;
	const { caller, present, seen } = socket.data;
	const mayRead = caller.permissions === 'all' || caller.permissions.includes('read');
	// First the person's own room: whoever is admitted to a chat from now on is found through it.
	if (mayRead) void socket.join(roomOf.user(caller.userId));
	void socket.join(roomOf.session(caller.sessionId));
	hearEvents(anySocket, running.stage.limits.frameBytesMax, (name, payload, asked) => {
		void within(new Scope(), () => answer(socket, running, { name, payload, asked }));
	});
	const timer = watchExpiry(socket, auth, endings);
	if (present) desk.arrive(caller, socket.id);
	socket.on(
		'disconnect' as never,
		(() => {
			clearTimeout(timer.current);
			desk.leave(caller, socket.id);
		}) as never
	);
	if (mayRead) joinChats(socket, running);
	forgetRequest(anySocket);
	if (seen) {
		noteDevices(auth, caller.userId, seen.devices, seen.look).catch((error: unknown) => {
			running.log.warn({ err: error }, 'A device could not be noted.');
		});
	}
}

function joinChats(socket: HubSocket, { stage, log }: Running): void {
	const { userId } = socket.data.caller;
	try {
		// Read and entered in one turn: who is taken out of a chat is told to leave its room either before or after.
		void socket.join(findOwnChats(stage, userId).map(roomOf.chat));
	} catch (error) {
		log.error({ err: error, userId }, 'A socket could not join its chats.');
		socket.disconnect(true);
	}
}

type Heard = { name: string; payload: unknown; asked: number | null };

/** Answers one event, exactly once, if its sender waits for an answer. */
async function answer(socket: HubSocket, running: Running, { name, payload, asked }: Heard): Promise<void> {
	const refused = refusal(payload);
	if (refused?.ok === false) noteUnread(running, socket, refused.error.code);
	const reply = refused ?? (await runEvent(running, socket.data.caller, name, payload, socket.id));
	if (asked !== null) writeFrames(socket.conn, new Bundle(answerFrame(asked, reply)));
}

function noteUnread({ metrics, log }: Running, { data }: HubSocket, code: ErrorCode): void {
	metrics.unread(code);
	log.debug({ event: 'unread', code, userId: data.caller.userId }, 'A frame was not read.');
}

/** The answer to a frame that the parser did not read. */
function refusal(payload: unknown): Reply | null {
	if (payload === refusedPayload.tooLarge) return failure(refuse('too_large'));
	if (payload === refusedPayload.binary) {
		const issues = [{ path: '', message: 'must be JSON without binary parts' }];
		return failure(refuse('invalid_data', undefined, { issues }));
	}
	return null;
}

/** Ends the socket when its session does; a session that was renewed meanwhile gets its new time. */
function watchExpiry(
	socket: HubSocket,
	auth: Auth,
	endings: SessionEndings
): { current: NodeJS.Timeout | undefined } {
	const timer: { current: NodeJS.Timeout | undefined } = { current: undefined };
	const arm = () => {
		const wait = Math.min(Math.max(socket.data.expiresAt - Date.now(), 0), timerMax);
		timer.current = setTimeout(look, wait);
		timer.current.unref();
	};
	const check = async () => {
		const { sessionId, permissions } = socket.data.caller;
		const find = permissions === 'all' ? findLiveSession : findLiveToken;
		const session = await find(auth, sessionId);
		if (!socket.connected) return;
		if (session) {
			socket.data.expiresAt = session.expiresAt;
			return arm();
		}
		socket.emit('session.ended', { code: 'unauthenticated' });
		socket.disconnect(true);
	};
	// A socket whose session cannot be read is better closed: the client comes again.
	const look = () => void check().catch(() => socket.disconnect(true));
	// A session that ended during the handshake was told to a room that this socket had not entered yet.
	if (endings.count === socket.data.ended) arm();
	else look();
	return timer;
}
