import type { Peer } from './peer.ts';
import type { Processes } from './processes.ts';

/** A peer that `run` starts, the first time and after a crash; `remove` takes its data away. */
export async function runPeer(
	run: () => Promise<Processes>,
	remove: () => void,
	own: Pick<Peer, 'archive' | 'openRoom'>
): Promise<Peer> {
	const peer: Peer = {
		...own,
		server: await run(),
		crash: async () => {
			await peer.server.kill();
			peer.server = await run();
		},
		stop: async () => {
			await peer.server.kill();
			remove();
		}
	};
	return peer;
}
