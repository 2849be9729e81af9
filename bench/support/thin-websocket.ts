import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/**
 * All of them read into this one: Node makes a buffer for each read otherwise, and the load collected garbage for 6 ms eight times a
 * second, which looked like the server's latency.
 */
const read = Buffer.allocUnsafe(65_536);

/**
 * A websocket client (RFC 6455) that does as little as can be: a thousand of them on one processor must not be what a
 * benchmark measures. Frames from servers are not masked, so that what is heard can be looked at where it lies. It takes
 * what a server may send to one who offered no extension: whole frames, and control frames between them.
 */
export class ThinWebSocket {
	/** The payload of each text frame. It is overwritten later: whoever keeps it copies it. */
	hear: (payload: Buffer) => void = () => {};
	readonly #socket: Socket;
	/** What has come of a frame that is not whole yet. */
	#rest: Buffer | null = null;
	/** Is given what comes. It is overwritten at once afterwards. */
	#come: (chunk: Buffer) => void = () => {};

	private constructor(host: string, port: number) {
		const callback = (length: number) => {
			this.#come(read.subarray(0, length));
			return true;
		};
		this.#socket = connect({ host, port, noDelay: true, onread: { buffer: read, callback } });
	}

	/** @throws Error with the first line of the answer if the server does not go over to websocket. */
	static async connect(url: string, headers: Record<string, string> = {}): Promise<ThinWebSocket> {
		const { hostname, port, pathname, search } = new URL(url);
		const thin = new ThinWebSocket(hostname, Number(port));
		const socket = thin.#socket;
		const lines = Object.entries({
			host: `${hostname}:${port}`,
			upgrade: 'websocket',
			connection: 'Upgrade',
			'sec-websocket-version': '13',
			'sec-websocket-key': randomBytes(16).toString('base64'),
			...headers
		}).map(([name, value]) => `${name}: ${value}\r\n`);
		socket.write(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`);
		await new Promise<void>((resolve, reject) => {
			socket.once('error', reject);
			socket.once('close', () => reject(new Error(`${url} ended the connection before it was one.`)));
			thin.#come = (chunk) => {
				thin.#rest = Buffer.concat([thin.#rest ?? Buffer.of(), chunk]);
				const end = thin.#rest.indexOf('\r\n\r\n');
				if (end < 0) return;
				const head = thin.#rest.toString('latin1', 0, end);
				if (!head.startsWith('HTTP/1.1 101')) return reject(new Error(head.split('\r\n')[0]));
				const first = thin.#rest.subarray(end + 4);
				thin.#rest = null;
				thin.#come = (more) => thin.#take(more);
				resolve();
				// What came with the greeting is heard by who was told that there is a connection.
				if (first.length > 0) setImmediate(() => thin.#take(first));
			};
		});
		socket.on('error', () => {});
		return thin;
	}

	send(text: string): void {
		this.#write(opcodes.text, Buffer.from(text));
	}

	/** Resolves when the connection has ended, by whomever. */
	ended(): Promise<void> {
		return new Promise((resolve) => this.#socket.once('close', () => resolve()));
	}

	/** Ends the connection without a farewell. */
	close(): void {
		this.#socket.destroy();
	}

	#write(opcode: number, payload: Buffer): void {
		const { length } = payload;
		const wide = length > 65_535 ? 8 : length > 125 ? 2 : 0;
		const head = Buffer.alloc(2 + wide + 4);
		head[0] = 0x80 | opcode;
		head[1] = 0x80 | (wide === 0 ? length : wide === 2 ? 126 : 127);
		if (wide === 2) head.writeUInt16BE(length, 2);
		if (wide === 8) head.writeBigUInt64BE(BigInt(length), 2);
		// A client has to mask what it sends; a mask of zeros leaves it as it is.
		this.#socket.write(Buffer.concat([head, payload]));
	}

	#take(chunk: Buffer): void {
		const data = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
		let at = 0;
		for (;;) {
			const frame = frameAt(data, at);
			if (!frame) break;
			const payload = data.subarray(frame.from, frame.to);
			if (frame.opcode === opcodes.text) this.hear(payload);
			else if (frame.opcode === opcodes.ping) this.#write(opcodes.pong, payload);
			else if (frame.opcode === opcodes.close) this.close();
			at = frame.to;
		}
		this.#rest = at < data.length ? Buffer.from(data.subarray(at)) : null;
	}
}

/** Where the frame that begins here has its payload; null while it is not whole. */
function frameAt(data: Buffer, at: number): { opcode: number; from: number; to: number } | null {
	const [first, second] = [data[at], data[at + 1]];
	if (first === undefined || second === undefined) return null;
	const short = second & 0x7f;
	const wide = short === 127 ? 8 : short === 126 ? 2 : 0;
	const from = at + 2 + wide;
	if (from > data.length) return null;
	const length =
		wide === 8 ? Number(data.readBigUInt64BE(at + 2)) : wide === 2 ? data.readUInt16BE(at + 2) : short;
	const to = from + length;
	return to > data.length ? null : { opcode: first & 0x0f, from, to };
}
