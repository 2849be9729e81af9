import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server as Engine, Socket, Transport } from 'engine.io';
import type { Frame } from './frame-gate.ts';

/** About what a frame that waits costs in memory besides its text: a few objects, and their places in lists. */
const frameOverheadBytes = 300;

/** What engine.io's two transports are inside: one writes to a socket of `ws`, the other answers requests. */
type Inner = {
	socket?: { readonly bufferedAmount: number; terminate(): void };
	onRequest(request: IncomingMessage & { res?: ServerResponse }): void;
};

/**
 * Closes a connection that does not read what it is sent: once more than `waitingBytesMax` wait for it, the next frame is
 * the last. So a single answer may be larger than that. Nothing is lost: its client comes again and pulls from its cursor.
 */
export function cutSlowReaders(engine: Engine, waitingBytesMax: number, onCut: () => void): void {
	engine.on('connection', (socket: Socket) => {
		const answers = watchAnswers(socket.transport);
		let queued = 0;
		let cut = false;
		socket.on('packetCreate', ({ data }: Frame) => {
			if (cut) return;
			cut = queued + unsent(socket.transport, answers) > waitingBytesMax;
			queued += (data?.length ?? 0) + frameOverheadBytes;
			if (!cut) return;
			onCut();
			// Not in the midst of what is being told to many.
			setImmediate(() => hangUp(socket, answers));
		});
		socket.on('flush', () => (queued = 0));
	});
}

/** The answers of polling that are still being written: there can be several, for a client may ask again before it has read. */
function watchAnswers(transport: Transport): Set<ServerResponse> {
	const answers = new Set<ServerResponse>();
	if (transport.name !== 'polling') return answers;
	const inner = transport as unknown as Inner;
	const onRequest = inner.onRequest.bind(transport);
	inner.onRequest = (request) => {
		const { res } = request;
		if (res) {
			answers.add(res);
			res.once('close', () => answers.delete(res));
		}
		onRequest(request);
	};
	return answers;
}

/** How many bytes have left engine.io's hands and not this process. */
function unsent(transport: Transport, answers: Set<ServerResponse>): number {
	let bytes = (transport as unknown as Inner).socket?.bufferedAmount ?? 0;
	for (const answer of answers) bytes += answer.writableLength;
	return bytes;
}

/** Without a last word, which would stand behind all that is not read. */
function hangUp(socket: Socket, answers: Set<ServerResponse>): void {
	for (const answer of answers) answer.destroy();
	const { socket: websocket } = socket.transport as unknown as Inner;
	if (websocket) websocket.terminate();
	else socket.close(true);
}
