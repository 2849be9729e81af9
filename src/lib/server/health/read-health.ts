import { stat, statfs } from 'node:fs/promises';
import type { ServerHealth } from '../../protocol/server-health.ts';
import type { Config } from '../config.ts';
import type { KeyProvider } from '../keyring/key-provider.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Db } from '../store/open-store.ts';
import { countPeople } from '../store/people.ts';
import packageJson from '../../../../package.json' with { type: 'json' };

/** What it is read from. `startedAt` in ms. */
export type Parts = { config: Config; db: Db; provider: KeyProvider; metrics: Metrics; startedAt: number };

/** How the server is now. A part that cannot be read fails as a whole: a healthy-looking gap would be a lie. */
export async function readHealth({ config, db, provider, metrics, startedAt }: Parts): Promise<ServerHealth> {
	const { sockets, faults, commits, lateSeconds } = await metrics.sum();
	const { bavail, bsize } = await statfs(config.dataDir);
	return {
		version: packageJson.version,
		node: process.version,
		startedAt,
		people: await countPeople(db, {}),
		sockets,
		faults,
		disk: {
			database: await sizeOf(config.databaseFile),
			log: await sizeOf(`${config.databaseFile}-wal`),
			free: bavail * bsize
		},
		commits: {
			count: commits.count,
			meanMs: commits.count > 0 ? (commits.seconds / commits.count) * 1000 : null
		},
		lateMs: lateSeconds * 1000,
		keys: { provider: config.keys.provider, answers: await answers(provider) }
	};
}

async function sizeOf(file: string): Promise<number> {
	return stat(file).then(
		({ size }) => size,
		(error: NodeJS.ErrnoException) => {
			// There is no WAL between the last connection's end and the next write.
			if (error.code === 'ENOENT') return 0;
			throw error;
		}
	);
}

/** By wrapping a key that is used for nothing. */
async function answers(provider: KeyProvider): Promise<boolean> {
	const wrapped = provider.wrap(new Uint8Array(32), 'health', provider.newest());
	return wrapped.then(
		() => true,
		() => false
	);
}
