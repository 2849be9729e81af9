import { pino, type Logger } from 'pino';
import { readConfig, type Config } from '../../src/lib/server/config.ts';
import { openKeyProvider } from '../../src/lib/server/keyring/open-key-provider.ts';
import { openStore, type Store } from '../../src/lib/server/store/open-store.ts';

/** What a server that does not run has: its store, and what it would run with. */
export type Data = { store: Store; config: Config; log: Logger };

/** Opens the data of a server that does not run, with the server's own functions, for as long as `work` takes. */
export async function withStore<Result>(
	dataDir: string,
	work: (data: Data) => Promise<Result>
): Promise<Result> {
	const config = readConfig({ DATA_DIR: dataDir });
	const log = pino({ level: 'silent' });
	const provider = await openKeyProvider(config.keys, true, log);
	const store = await openStore(config.databaseFile, provider, Date.now);
	try {
		return await work({ store, config, log });
	} finally {
		await store.close();
		provider.close();
	}
}
