import { freePort } from '../../tests/support/free-port.ts';
import { inTurns } from '../support/in-turns.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { startBare } from '../support/start-bare.ts';
import { cpuOf, stormRun, type StormRun, untilConnected } from './storm.ts';

/**
 * The same with a bare socket.io server, which knows nobody and has nothing to tell: only the connections come back. What
 * that takes is the least that a storm can last on this machine.
 */
export async function runBareStorm(clients: number, tell: (run: StormRun) => void): Promise<void> {
	const port = String(await freePort());
	const first = await startBare('bare-socket-io', { PORT: port });
	const url = `http://127.0.0.1:${port}`;
	const connect = () => RawSocket.connect(url, {});
	const sockets = await inTurns(clients, connect);
	const lost = sockets.map((socket) => socket.ended());
	const killed = performance.now();
	await first.server.stop('SIGKILL');
	await Promise.all(lost);
	const { server } = await startBare('bare-socket-io', { PORT: port });
	const up = performance.now();
	const before = cpuOf(server);
	const back = await Promise.all(
		sockets.map(async () => ({ socket: await untilConnected(connect), at: performance.now() }))
	);
	const after = cpuOf(server);
	for (const { socket } of back) socket.close();
	await server.stop();
	const times = back.map(({ at }) => at - up);
	tell(stormRun('socket.io, nothing to catch up', times, up - killed, { before, after }, null));
}
