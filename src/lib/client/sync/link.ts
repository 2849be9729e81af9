import { io, type Socket } from 'socket.io-client';
import type { Data, EventName, PayloadInput } from '../../protocol/contract.ts';
import type { Reply } from '../../protocol/envelope.ts';
import type { Batch, Push } from '../../protocol/pushes.ts';
import { PROTOCOL } from '../../protocol/version.ts';

/** Asks the server; `null` when no answer came, so that nobody knows whether it was done. Never rejects. */
export type Request = <Name extends EventName>(
	event: Name,
	payload: PayloadInput<Name>
) => Promise<Reply<Data<Name>> | null>;

/** One connection that stands. */
export type Link = {
	request: Request;
	/** Resolves when the connection ends, with the server's reason if it gave one. */
	ended: Promise<{ code: string | null }>;
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
};

const answerMs = 20_000;
const connectMs = 15_000;

/** Connects. Answers the link, or the code with which the server refused (`null`: it cannot be reached). */
export function connect(settings: LinkSettings): Promise<Link | { code: string | null }> {
	const { deviceId, clientVersion, headers } = settings;
	const socket = io(settings.url, {
		// The outbox is the only buffer: socket.io's own dies with the tab. Reconnecting is decided by sync.
		autoConnect: false,
		reconnection: false,
		forceNew: true,
		transports: ['websocket', 'polling'],
		tryAllTransports: true,
		timeout: connectMs,
		auth: { protocol: PROTOCOL, deviceId, clientVersion },
		...(headers ? { extraHeaders: headers } : {})
	});
	// Before the connection stands: the first push may come in the same turn.
	const ended = listen(socket, settings.onPushes);
	return new Promise((resolve) => {
		socket.once('connect', () =>
			resolve({ request: requestOver(socket), ended, close: () => socket.close() })
		);
		socket.once('connect_error', (error: Error & { data?: { code?: string } }) => {
			socket.close();
			resolve({ code: error.data?.code ?? null });
		});
		// The connection broke before the hub let it in: then there is neither `connect` nor `connect_error`.
		socket.once('disconnect', () => resolve({ code: null }));
		socket.connect();
	});
}

function requestOver(socket: Socket): Request {
	return async (event, payload) => {
		if (!socket.connected) return null;
		try {
			return (await socket.timeout(answerMs).emitWithAck(event, payload)) as Reply<Data<typeof event>>;
		} catch {
			// No answer in time, or the connection broke: the caller asks again under the same id.
			return null;
		}
	};
}

function listen(socket: Socket, onPushes: (pushes: Push[]) => void): Link['ended'] {
	return new Promise((resolve) => {
		socket.onAny((name: string, data: unknown) => {
			if (name === 'session.ended') resolve({ code: (data as { code: string }).code });
			else if (name === 'batch') onPushes((data as Batch).events);
			else onPushes([[name, data] as Push]);
		});
		socket.on('disconnect', () => resolve({ code: null }));
	});
}
