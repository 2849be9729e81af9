import { attach } from 'engine.io';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { connect } from '../../src/lib/client/sync/link.ts';
import { Patience } from '../../src/lib/client/sync/patience.ts';
import { newId } from '../../src/lib/protocol/ids.ts';

test('a server that goes away in the middle of the handshake counts as unreachable, and does not hang the client', async () => {
	const http = createServer();
	// The transport stands, but the answer to the handshake never comes.
	attach(http, { path: '/socket.io' }).on('connection', (socket: { close(): void }) => socket.close());
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	const settings = { deviceId: newId(), clientVersion: 'test', onPushes: () => {}, patience: new Patience() };
	const made = await connect({ ...settings, url });
	expect(made).toEqual({ code: null });
	http.closeAllConnections();
	http.close();
});
