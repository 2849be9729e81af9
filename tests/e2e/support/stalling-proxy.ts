import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** What stands between browsers and the server, and never answers some of their questions. */
export class StallingProxy {
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();
	readonly #stalls: (asked: IncomingMessage) => boolean;
	readonly #port: number;
	#heard: (() => void)[] = [];
	/** How many questions were not answered so far. */
	stalled = 0;
	url = '';

	private constructor(port: number, stalls: (asked: IncomingMessage) => boolean) {
		this.#port = port;
		this.#stalls = stalls;
		this.#server = createServer((asked, answer) => this.#pass(asked, answer));
		this.#server.on('connection', (socket: Socket) => this.#keep(socket));
		this.#server.on('upgrade', (asked: IncomingMessage, socket: Socket, head: Buffer) =>
			this.#passSocket(asked, socket, head)
		);
	}

	static async make(targetUrl: string, stalls: (asked: IncomingMessage) => boolean): Promise<StallingProxy> {
		const proxy = new StallingProxy(Number(new URL(targetUrl).port), stalls);
		proxy.#server.listen(0, '127.0.0.1');
		await once(proxy.#server, 'listening');
		proxy.url = `http://127.0.0.1:${(proxy.#server.address() as AddressInfo).port}`;
		return proxy;
	}

	/** Resolves when the first question has been left without an answer. */
	async firstStall(): Promise<void> {
		if (this.stalled === 0) await new Promise<void>((resolve) => this.#heard.push(resolve));
	}

	async close(): Promise<void> {
		for (const socket of this.#sockets) socket.destroy();
		this.#server.close();
		await once(this.#server, 'close');
	}

	#keep(socket: Socket): void {
		this.#sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.on('close', () => this.#sockets.delete(socket));
	}

	#pass(asked: IncomingMessage, answer: ServerResponse): void {
		if (this.#stalls(asked)) {
			this.stalled++;
			for (const tell of this.#heard.splice(0)) tell();
			return;
		}
		const { method, url, headers } = asked;
		const further = request({ port: this.#port, host: '127.0.0.1', method, path: url, headers }, (got) => {
			answer.writeHead(got.statusCode ?? 502, got.rawHeaders);
			got.pipe(answer);
		});
		further.on('error', () => answer.destroy());
		asked.pipe(further);
	}

	#passSocket({ url, rawHeaders }: IncomingMessage, socket: Socket, head: Buffer): void {
		const further = connect(this.#port, '127.0.0.1');
		this.#keep(further);
		const lines = rawHeaders.flatMap((name, index) =>
			index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : []
		);
		further.write(`GET ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
		further.write(head);
		further.pipe(socket).pipe(further);
		socket.on('close', () => further.destroy());
		further.on('close', () => socket.destroy());
	}
}
