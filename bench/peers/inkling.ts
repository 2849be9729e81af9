import { join } from 'node:path';
import { openProductRoom } from '../hub/hosts.ts';
import { Product } from '../support/product.ts';
import type { Kind, Peer } from './peer.ts';
import { Processes } from './processes.ts';

/** The product, by the same code as its peers. */
export const inkling: Kind = { host: 'inkling', missing: () => null, largest: Infinity, start };

async function start(people: number): Promise<Peer> {
	const product = await Product.start(people);
	const peer: Peer = {
		server: new Processes(product.server.child),
		archive: { files: [join(product.dataDir, 'inkling.db')], count: 'SELECT count(*) FROM messages' },
		openRoom: (size, speakers) => openProductRoom(product, size, speakers),
		crash: async () => {
			await peer.server.kill();
			await product.startAgain();
			peer.server = new Processes(product.server.child);
		},
		stop: () => product.stop()
	};
	return peer;
}
