import type { IncomingMessage } from 'node:http';
import { Server, type Socket, type Transport } from 'engine.io';

/**
 * engine.io ends a connection at a frame of no known type, and at a ping, which in its fourth protocol the server alone
 * sends. This one drops them: whoever sends nonsense keeps the connection, and what was begun on it is answered.
 */
export class TolerantEngine extends Server {
	constructor(options: ConstructorParameters<typeof Server>[0]) {
		super(options);
		this.on('connection', (socket: Socket) => {
			socket.on('packet', (packet: { type: string }) => {
				if (packet.type === 'ping') packet.type = 'noop';
			});
		});
	}

	protected override createTransport(...request: [name: never, request: IncomingMessage]): Transport {
		const transport = super.createTransport(...request);
		const emit = transport.emit.bind(transport);
		transport.emit = (event: string, ...parts: { type?: string }[]) =>
			event === 'packet' && parts[0]?.type === 'error' ? false : emit(event, ...parts);
		return transport;
	}
}
