import { pino, type Logger } from 'pino';
import { readConfig, type Config } from '../../src/lib/server/config.ts';
import { openKeyProvider } from '../../src/lib/server/keyring/open-key-provider.ts';
import { openStore, type Store } from '../../src/lib/server/store/open-store.ts';

/** What a server that does not run has: its store, and what it would run with. */
export type Data = { store: Store; config: Config; log: Logger; close(): Promise<void> };

/** Opens the data of a server that does not run, as the server does. */
export async function openData(dataDir: string): Promise<Data> {
	const config = readConfig({ DATA_DIR: dataDir });
	const log = pino({ level: 'silent' });
	const provider = await openKeyProvider(config.keys, true, log);
	const store = await openStore(config.databaseFile, provider, Date.now);
	const close = async () => {
		await store.close();
		provider.close();
	};
	return { store, config, log, close };
}
