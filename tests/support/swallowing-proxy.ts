import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export type Direction = 'up' | 'down';

/**
 * A network between a client and a server that can swallow what is sent, without closing anything: neither side is told.
 * A connection that lost bytes stays dead for good; those that are made after `heal` work.
 */
export class SwallowingProxy {
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();
	#swallows = new Set<Direction>();
	/** How many connections were made so far. */
	made = 0;
	url = '';

	private constructor(targetPort: number) {
		this.#server = createServer((client) => this.#serve(client, targetPort));
	}

	static async make(targetUrl: string): Promise<SwallowingProxy> {
		const proxy = new SwallowingProxy(Number(new URL(targetUrl).port));
		proxy.#server.listen(0, '127.0.0.1');
		await once(proxy.#server, 'listening');
		proxy.url = `http://127.0.0.1:${(proxy.#server.address() as AddressInfo).port}`;
		return proxy;
	}

	/** From now on nothing arrives that goes `up` to the server, `down` from it, or either way. */
	swallow(...directions: Direction[]): void {
		this.#swallows = new Set(directions.length > 0 ? directions : ['up', 'down']);
	}

	heal(): void {
		this.#swallows.clear();
	}

	async close(): Promise<void> {
		for (const socket of this.#sockets) socket.destroy();
		this.#server.close();
		await once(this.#server, 'close');
	}

	#serve(client: Socket, port: number): void {
		this.made++;
		const server = connect(port, '127.0.0.1');
		const torn = new Set<Direction>();
		this.#pass(client, server, 'up', torn);
		this.#pass(server, client, 'down', torn);
	}

	#pass(from: Socket, to: Socket, direction: Direction, torn: Set<Direction>): void {
		this.#sockets.add(from);
		const passes = () => {
			if (this.#swallows.has(direction)) torn.add(direction);
			return !torn.has(direction);
		};
		from.on('data', (bytes) => passes() && to.write(bytes));
		// Who hangs up is not heard through a network that swallows either.
		from.on('end', () => passes() && to.end());
		from.on('error', () => from.destroy());
		from.on('close', () => {
			this.#sockets.delete(from);
			if (passes()) to.destroy();
		});
	}
}
