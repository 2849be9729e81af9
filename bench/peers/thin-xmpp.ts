import { connect, type Socket } from 'node:net';

const opening =
	"<?xml version='1.0'?><stream:stream to='localhost' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
/** No stanza of a benchmark is longer, in bytes: of what is no message so much is kept. */
const longest = 8_192;
/** So long a server may take to let somebody in. */
const patienceMs = 60_000;
const messageEnd = Buffer.from('</message>');

/**
 * An XMPP client (RFC 6120, XEP-0045) that does as little as can be, as `ThinWebSocket` does: it looks for what it waits
 * for in the bytes and parses nothing. It speaks to a server of the benchmark that asks for no TLS, as `localhost`.
 */
export class ThinXmpp {
	/** Called with bytes that hold whole messages, at their end too; other stanzas may stand between them. They are overwritten later. */
	hear: (messages: Buffer) => void = () => {};
	readonly #socket: Socket;
	#rest: Buffer | null = null;
	#awaited: { mark: RegExp; tell: (text: string) => void } | null = null;

	private constructor(socket: Socket) {
		this.#socket = socket;
		socket.on('data', (chunk: Buffer) => this.#take(chunk));
	}

	/** Signs in with SASL PLAIN and binds. @throws Error with what the server said instead. */
	static async connect(port: number, user: string, password: string): Promise<ThinXmpp> {
		const socket = connect({ host: '127.0.0.1', port, noDelay: true });
		const thin = new ThinXmpp(socket);
		await new Promise<void>((resolve, reject) => {
			socket.once('error', reject);
			socket.once('connect', resolve);
		});
		socket.on('error', () => {});
		await thin.#demand(opening, /<\/stream:features>/);
		const secret = Buffer.from(`\0${user}\0${password}`).toString('base64');
		await thin.#demand(
			`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${secret}</auth>`,
			/<success/
		);
		await thin.#demand(opening, /<\/stream:features>/);
		await thin.ask("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>");
		return thin;
	}

	/** Sends an IQ that sets something, and resolves when the server has done so. @throws Error with what it said instead. */
	async ask(query: string, to?: string): Promise<void> {
		const address = to === undefined ? '' : ` to='${to}'`;
		await this.#demand(`<iq type='set' id='bench'${address}>${query}</iq>`, /<iq [^>]*type=.result/);
	}

	/** Enters a room. @throws Error with what the server said instead. */
	async join(room: string, nick: string): Promise<void> {
		const muc = "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x>";
		await this.#demand(`<presence to='${room}/${nick}'>${muc}</presence>`, /<status code=.110/);
	}

	/** Says something in a room. `text` has nothing in it that XML would have to escape. */
	say(room: string, text: string): void {
		this.#socket.write(`<message to='${room}' type='groupchat'><body>${text}</body></message>`);
	}

	/** Ends the connection without a farewell. */
	close(): void {
		this.#socket.destroy();
	}

	#demand(stanza: string, mark: RegExp): Promise<void> {
		return new Promise((resolve, reject) => {
			const fail = (text: string) => reject(new Error(`${stanza} was answered by ${text}`));
			const timer = setTimeout(() => fail(`nothing but ${this.#rest?.toString()}`), patienceMs);
			const tell = (text: string) => {
				clearTimeout(timer);
				if (mark.test(text)) resolve();
				else fail(text);
			};
			this.#awaited = { mark, tell };
			this.#socket.write(stanza);
		});
	}

	#take(chunk: Buffer): void {
		let data = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
		if (this.#awaited) {
			const text = data.toString('latin1');
			if (this.#awaited.mark.test(text) || /<failure|type=.error|<stream:error/.test(text)) {
				this.#awaited.tell(text);
				this.#awaited = null;
				data = data.subarray(data.length);
			}
		}
		const end = data.lastIndexOf(messageEnd) + messageEnd.length;
		if (end >= messageEnd.length) {
			this.hear(data.subarray(0, end));
			data = data.subarray(end);
		}
		this.#rest = data.length > 0 ? data.subarray(Math.max(0, data.length - longest)) : null;
	}
}
