import { Manager, type Socket } from 'socket.io-client';
import type { Data, EventName, PayloadInput } from '../../protocol/contract.ts';
import type { Reply } from '../../protocol/envelope.ts';
import type { Batch, Push } from '../../protocol/pushes.ts';
import { PROTOCOL } from '../../protocol/version.ts';
import type { Patience } from './patience.ts';
import { traits } from './traits.ts';

/** Asks the server; `null` when no answer came, so that nobody knows whether it was done. Never rejects. */
export type Request = <Name extends EventName>(
	event: Name,
	payload: PayloadInput<Name>
) => Promise<Reply<Data<Name>> | null>;

/** One connection that stands. */
export type Link = {
	request: Request;
	/** Resolves when the connection ends, with the server's reason if it gave one, or because it fell silent. */
	ended: Promise<{ code: string | null; silent: boolean }>;
	close(): void;
};

export type LinkSettings = {
	/** The server's origin; the page's own if left out. */
	url?: string;
	/** Sent along by clients that are no browsers. */
	headers?: Record<string, string>;
	deviceId: string;
	clientVersion: string;
	onPushes: (pushes: Push[]) => void;
	/** With answers; a connection from which nothing at all comes for so long is given up. */
	patience: Patience;
};

/**
 * A handshake that takes longer is tried anew, and no patience grows for it: it may have begun just before the network came
 * back, and the words that wait would wait for its end.
 */
const handshakeMaxMs = 12_000;

/** Connects. Answers the link, or the code with which the server refused (`null`: it cannot be reached). */
export function connect(settings: LinkSettings): Promise<Link | { code: string | null }> {
	const { deviceId, clientVersion, headers, patience } = settings;
	const handshakeMs = Math.min(patience.ms, handshakeMaxMs);
	const options = {
		// The outbox is the only buffer: socket.io's own dies with the tab. Reconnecting is decided by sync.
		autoConnect: false,
		reconnection: false,
		transports: ['websocket', 'polling'],
		tryAllTransports: true,
		timeout: handshakeMs,
		auth: { protocol: PROTOCOL, deviceId, clientVersion, ...traits() },
		...(headers ? { extraHeaders: headers } : {})
	};
	// Without an address it would be made of the host's name, in which an address of IPv6 has its brackets already.
	const manager = new Manager(settings.url ?? location.origin, options);
	const socket = manager.socket('/', options);
	const silence = new AbortController();
	// Before the connection stands: the first push may come in the same turn.
	const ended = listen(socket, settings.onPushes).then((end) => ({ ...end, silent: silence.signal.aborted }));
	return new Promise((resolve) => {
		// A network that swallows everything lets the transport stand, and then there is no event at all.
		const giveUp = setTimeout(() => refused(null), handshakeMs);
		const settle = (made: Link | { code: string | null }) => {
			clearTimeout(giveUp);
			resolve(made);
		};
		const refused = (code: string | null) => {
			socket.close();
			settle({ code });
		};
		socket.once('connect', () =>
			settle({ request: requestOver(socket, patience, silence), ended, close: () => socket.close() })
		);
		socket.once('connect_error', (error: Error & { data?: { code?: string } }) =>
			refused(error.data?.code ?? null)
		);
		// The connection broke before the hub let it in: then there is neither `connect` nor `connect_error`.
		socket.once('disconnect', () => settle({ code: null }));
		socket.connect();
	});
}

function requestOver(socket: Socket, patience: Patience, silence: AbortController): Request {
	let heardAt = performance.now();
	// Where the clock says that the heartbeat is overdue, as after a sleep, socket.io keeps back what it is given, drops the
	// connection and leaves the answer open.
	const gone = new Promise<null>((resolve) => socket.once('disconnect', () => resolve(null)));
	socket.io.engine.on('packet', () => (heardAt = performance.now()));
	return async (event, payload) => {
		if (!socket.connected) return null;
		const askedAt = performance.now();
		try {
			const answer = socket.timeout(patience.ms).emitWithAck(event, payload);
			return (await Promise.race([answer, gone])) as Reply<Data<typeof event>> | null;
		} catch {
			// Not one sign of life since: the other end is gone, though nothing has said so.
			if (socket.connected && heardAt < askedAt) {
				silence.abort();
				socket.close();
			}
			// No answer in time, or the connection broke: the caller asks again under the same id.
			return null;
		}
	};
}

function listen(socket: Socket, onPushes: (pushes: Push[]) => void): Promise<{ code: string | null }> {
	return new Promise((resolve) => {
		socket.onAny((name: string, data: unknown) => {
			if (name === 'session.ended') resolve({ code: (data as { code: string }).code });
			else if (name === 'batch') onPushes((data as Batch).events);
			else onPushes([[name, data] as Push]);
		});
		socket.on('disconnect', () => resolve({ code: null }));
	});
}
