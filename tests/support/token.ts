import { newId } from '$lib/protocol/ids.ts';
import type { TokenPermission } from '$lib/protocol/tokens.ts';
import { hello } from './hello.ts';
import { TestClient, type Transports } from './connect.ts';
import { io } from 'socket.io-client';

/** Makes a token, of this client's person or of a bot of theirs. Answers its secret and its id. */
export async function makeToken(
	client: TestClient,
	permissions: TokenPermission[],
	more: { userId?: string; expiresAt?: number | null } = {}
): Promise<{ id: string; secret: string }> {
	const wish = { id: newId(), name: 'Nightly build', permissions, expiresAt: null, ...more };
	return client.get('tokens.create', wish);
}

/** A connected program: no cookie, no device, and by default no origin. @throws Error of the handshake, with `data.code`. */
export async function connectProgram(
	server: { url: string },
	token: string,
	{
		headers = {},
		transports = ['websocket']
	}: { headers?: Record<string, string>; transports?: Transports } = {}
): Promise<TestClient> {
	const { protocol, clientVersion } = hello();
	const socket = io(server.url, {
		transports,
		forceNew: true,
		reconnection: false,
		extraHeaders: headers,
		auth: { protocol, clientVersion, token }
	});
	await new Promise<void>((resolve, reject) => {
		socket.once('connect', resolve);
		socket.once('connect_error', reject);
	});
	return new TestClient(socket, '');
}
