import { ThinWebSocket } from './thin-websocket.ts';

/** How frames begin: https://socket.io/docs/v4/engine-io-protocol and socket-io-protocol. */
const [open, ping, pong] = ['0', '2', '3'] as const;
const [joined, refused, event, answer] = ['40', '44', '42', '43'] as const;
const [pingByte, fourByte, answerByte] = [0x32, 0x34, 0x33];

/** A client of a socket.io server over plain websocket, as light as `ThinWebSocket`. */
export class RawSocket {
	/** Called with each frame that tells something. It is overwritten later. */
	hear: (frame: Buffer) => void = () => {};
	readonly #socket: ThinWebSocket;
	readonly #waiting = new Map<number, (answer: string) => void>();
	#asked = 0;

	private constructor(socket: ThinWebSocket) {
		this.#socket = socket;
	}

	/** Resolves when the server has let it in. @throws Error with what the server said instead. */
	static async connect(url: string, auth: object, headers: Record<string, string> = {}): Promise<RawSocket> {
		const address = `${url}/socket.io/?EIO=4&transport=websocket`;
		const socket = await ThinWebSocket.connect(address, headers);
		const raw = new RawSocket(socket);
		await new Promise<void>((resolve, reject) => {
			void socket.ended().then(() => reject(new Error('The connection ended before it was let in.')));
			socket.hear = (payload) => {
				const frame = payload.toString();
				if (frame.startsWith(joined)) {
					socket.hear = (told) => raw.#take(told);
					resolve();
				} else if (frame.startsWith(open)) socket.send(`${joined}${JSON.stringify(auth)}`);
				else if (frame === ping) socket.send(pong);
				else if (frame.startsWith(refused)) reject(new Error(`It was not let in: ${frame}`));
			};
		});
		return raw;
	}

	/** Sends an event that is not answered. */
	tell(name: string, payload: unknown): void {
		this.#socket.send(`${event}${JSON.stringify([name, payload])}`);
	}

	/** Sends an event, and resolves with its answer as text: a JSON list with the envelope in it. */
	ask(name: string, payload: unknown): Promise<string> {
		const number = this.#asked++;
		this.#socket.send(`${event}${number}${JSON.stringify([name, payload])}`);
		return new Promise((resolve) => this.#waiting.set(number, resolve));
	}

	/** Resolves when the connection has ended, by whomever. */
	ended(): Promise<void> {
		return this.#socket.ended();
	}

	/** Ends the connection without a farewell. */
	close(): void {
		this.#socket.close();
	}

	#take(frame: Buffer): void {
		if (frame[0] === pingByte) return this.#socket.send(pong);
		if (frame[0] !== fourByte || frame[1] !== answerByte) return this.hear(frame);
		const text = frame.toString('utf8', answer.length);
		const from = text.indexOf('[');
		const number = Number(text.slice(0, from));
		this.#waiting.get(number)?.(text.slice(from));
		this.#waiting.delete(number);
	}
}
