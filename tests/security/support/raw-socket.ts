import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { hello } from '../../support/hello.ts';

/** A client on a bare TCP socket, after its handshake with the hub, so that it can stop reading, or read a little at a time. */
export class RawSocket {
	readonly tcp: Socket;
	/** What was read and is not yet a whole frame. */
	#rest = Buffer.alloc(0);
	#wake = () => {};
	readonly frames: string[] = [];
	closed = false;

	private constructor(tcp: Socket) {
		this.tcp = tcp;
		tcp.on('error', () => {});
		tcp.once('close', () => {
			this.closed = true;
			this.#wake();
		});
	}

	static async open(url: string, cookie: string): Promise<RawSocket> {
		const { hostname, port, host } = new URL(url);
		const tcp = connectTcp(Number(port), hostname);
		await once(tcp, 'connect');
		tcp.write(
			[
				'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
				`Host: ${host}`,
				`Origin: ${url}`,
				`Cookie: ${cookie}`,
				'Connection: Upgrade',
				'Upgrade: websocket',
				'Sec-WebSocket-Version: 13',
				'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
				'',
				''
			].join('\r\n')
		);
		const raw = new RawSocket(tcp);
		await raw.#skipHead();
		raw.send(`40${JSON.stringify(hello())}`);
		const answer = await raw.until((frame) => /^4[04]/.test(frame));
		if (!answer.startsWith('40')) throw new Error(`The handshake was refused: ${answer}`);
		return raw;
	}

	/** Sends a text of less than 64 KiB, masked with zeros. */
	send(text: string): void {
		const payload = Buffer.from(text);
		const head = Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0]);
		this.tcp.write(Buffer.concat([head, payload]));
	}

	/** Reads until a frame fits. @throws Error when the connection ends before. */
	async until(fits: (frame: string) => boolean): Promise<string> {
		for (;;) {
			const frame = await this.#next();
			if (frame === null) throw new Error('The connection ended.');
			if (fits(frame)) return frame;
		}
	}

	async #next(): Promise<string | null> {
		for (;;) {
			const frame = this.#takeFrame();
			if (frame !== undefined) {
				this.frames.push(frame);
				return frame;
			}
			if (!(await this.#read())) return null;
		}
	}

	/** A few bytes at a time: what is not asked for stays in the socket. False: nothing more comes. */
	async #read(): Promise<boolean> {
		for (;;) {
			const size = Math.min(8192, this.tcp.readableLength);
			const chunk = size > 0 ? (this.tcp.read(size) as Buffer | null) : null;
			if (chunk) {
				this.#rest = Buffer.concat([this.#rest, chunk]);
				return true;
			}
			if (this.closed) return false;
			// Asks for more, which `readable` or `close` tells of.
			this.tcp.read(0);
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
				this.tcp.once('readable', resolve);
			});
		}
	}

	async #skipHead(): Promise<void> {
		for (;;) {
			const end = this.#rest.indexOf('\r\n\r\n');
			if (end >= 0) {
				this.#rest = this.#rest.subarray(end + 4);
				return;
			}
			if (!(await this.#read())) throw new Error('The handshake was refused.');
		}
	}

	/** The first whole frame of what was read, as text (RFC 6455, 5.2); the server masks none and splits none. */
	#takeFrame(): string | undefined {
		if (this.#rest.length < 2) return undefined;
		const short = (this.#rest[1] ?? 0) & 0x7f;
		const head = short === 126 ? 4 : short === 127 ? 10 : 2;
		if (this.#rest.length < head) return undefined;
		const length =
			short === 126
				? this.#rest.readUInt16BE(2)
				: short === 127
					? Number(this.#rest.readBigUInt64BE(2))
					: short;
		if (this.#rest.length < head + length) return undefined;
		const text = this.#rest.subarray(head, head + length).toString();
		this.#rest = this.#rest.subarray(head + length);
		return text;
	}
}
