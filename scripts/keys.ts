// npm run keys -- status | rotate | rewrap: the master key of a server, which may run meanwhile.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig, type Config } from '../src/lib/server/config.ts';
import { openKeyProvider } from '../src/lib/server/keyring/open-key-provider.ts';
import type { KeyProvider } from '../src/lib/server/keyring/key-provider.ts';
import { takeLock } from '../src/lib/server/store/dialects/sqlite.ts';
import { openStore, type Store } from '../src/lib/server/store/open-store.ts';
import {
	countChatKeys,
	dropEarlierMasterKeys,
	rewrapChatKeys,
	useNewestMasterKey
} from '../src/lib/server/store/rotate-master-key.ts';

const usage = `npm run keys -- status    which master key wraps, and what earlier ones have wrapped
npm run keys -- rotate    makes a new master key, and wraps every chat key with it
npm run keys -- rewrap    goes on with a rotation that was stopped; takes over a key that Vault has rotated by itself

The server may run meanwhile. Each step is on the disk before the next one begins.`;

type Opened = { config: Config; store: Store; provider: KeyProvider };

const verbs: Record<string, (opened: Opened) => Promise<void>> = {
	status,
	rotate: async (opened) => {
		console.log(`A new master key was made: ${await opened.provider.add()}`);
		await takeOver(opened);
	},
	rewrap: takeOver
};

const verb = verbs[process.argv[2] ?? ''];
if (!verb || process.argv.length > 3) {
	console.log(usage);
	process.exit(process.argv.length > 2 ? 2 : 0);
}
if (existsSync('.env')) process.loadEnvFile('.env');
try {
	await run(verb);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function run(work: (opened: Opened) => Promise<void>): Promise<void> {
	const config = readConfig(process.env);
	if (!existsSync(config.databaseFile)) throw new Error(`There is no database in ${config.dataDir}.`);
	const release = work === status ? () => undefined : takeLock(join(config.dataDir, 'keys.lock'));
	if (!release)
		throw new Error(
			'Another “npm run keys” is at work on this data, or a backup of it. Nothing was changed.'
		);
	const provider = await openKeyProvider(config.keys, false, pino({ level: config.logLevel }));
	const store = await openStore(config.databaseFile, provider, Date.now);
	try {
		await work({ config, store, provider });
	} finally {
		await store.close();
		provider.close();
		release();
	}
}

async function status({ config, store, provider }: Opened): Promise<void> {
	const { current, total, byMasterKey } = await countChatKeys(store.db);
	console.log(`Master keys come from: ${describe(config)}`);
	console.log(`The one that wraps:    ${current}`);
	console.log(`Chat keys:             ${total.toLocaleString('en')}`);
	for (const [name, count] of byMasterKey) {
		const note = name === current ? '' : ' – “npm run keys -- rewrap” wraps them with the current one';
		console.log(`  wrapped by ${name}: ${count.toLocaleString('en')}${note}`);
	}
	if (provider.newest() !== current)
		console.log(`There is a newer master key, ${provider.newest()}. “npm run keys -- rewrap” takes it over.`);
}

async function takeOver({ store, provider }: Opened): Promise<void> {
	await useNewestMasterKey(store, provider);
	const { earlier } = await countChatKeys(store.db);
	for await (const done of rewrapChatKeys(store, provider)) {
		console.log(`Wrapped anew: ${done.toLocaleString('en')} of ${earlier.toLocaleString('en')} chat keys`);
	}
	if (!(await dropEarlierMasterKeys(store, provider)))
		throw new Error('Another master key was made meanwhile. Say “npm run keys -- rewrap” once more.');
	console.log(`Done. ${provider.newest()} opens every chat key; the earlier master keys are gone.`);
	console.log(
		'Copies of the database from before open with the master key of that time alone: keep it with them.'
	);
}

function describe({ keys }: Config): string {
	if (keys.provider === 'transit') return `the key ${keys.key} in ${keys.mount} of ${keys.address}`;
	return keys.provider === 'file' ? keys.file : `${keys.file}, opened by a passphrase`;
}
