import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Server as Engine } from 'engine.io';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { beginInOneWrite } from './begin-in-one-write.ts';

/** The two ways to the kernel. */
type Writing = { _write(...parts: unknown[]): void; _writev(...parts: unknown[]): void };

test('the answer to an upgrade and the first packet are one write', async () => {
	const engine = new Engine({ transports: ['websocket'] });
	beginInOneWrite(engine);
	const server = createServer();
	let writes = 0;
	server.on('upgrade', (request, socket: Socket, head) => {
		const inner = socket as unknown as Writing;
		for (const way of ['_write', '_writev'] as const) {
			const write = inner[way].bind(socket);
			inner[way] = (...parts) => {
				writes++;
				write(...parts);
			};
		}
		engine.handleUpgrade(request, socket, head);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const { port } = server.address() as AddressInfo;
	const client = new WebSocket(`ws://127.0.0.1:${port}/engine.io/?EIO=4&transport=websocket`);
	const [packet] = (await once(client, 'message')) as [Buffer];
	expect(String(packet)).toMatch(/^0\{"sid":/);
	expect(writes).toBe(1);
	// What comes later is not held back.
	const [connection] = Object.values((engine as unknown as { clients: Record<string, Engine> }).clients);
	(connection as unknown as { write(text: string): void }).write('later');
	const [later] = (await once(client, 'message')) as [Buffer];
	expect(String(later)).toBe('4later');
	client.terminate();
	engine.close();
	server.close();
});
