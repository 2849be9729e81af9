// npm run admin -- backup <file> | restore <file> | check [file]: the data of a server, which may run while it is backed up or checked.
import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { checkDatabase } from '../src/lib/server/backup/check-database.ts';
import { explainDiskError } from '../src/lib/server/backup/explain-disk-error.ts';
import { makeBackup } from '../src/lib/server/backup/make-backup.ts';
import type { Manifest } from '../src/lib/server/backup/manifest.ts';
import { readSource } from '../src/lib/server/backup/read-source.ts';
import { restoreBackup, type Holds } from '../src/lib/server/backup/restore-backup.ts';
import { readConfig, type Config } from '../src/lib/server/config.ts';
import type { KeyProvider } from '../src/lib/server/keyring/key-provider.ts';
import { openKeyProvider } from '../src/lib/server/keyring/open-key-provider.ts';
import { claimData } from '../src/lib/server/store/claim-data.ts';
import { takeLock } from '../src/lib/server/store/dialects/sqlite.ts';

const usage = `npm run admin -- backup <file>     copies the database into one file, and looks through it; the server may run
npm run admin -- restore <file>    puts a backup, or what an earlier restore set aside, into the place of the database;
                                   the server must be stopped
    --replace                      where there is a database already: keeps it beside the restored one
    --end-sessions                 everybody signs in anew, and programs and bots need new access tokens
npm run admin -- check [file]      looks through the database, a backup, or what was set aside; the server may run

The master key is in no backup, and without it none can be read: keep a copy of it, apart from them.`;

const sessionsKept =
	'Passwords, sessions, access tokens, roles, deleted chats and messages are as they were then.';
const sessionsEnded =
	'All sessions and access tokens have ended. Passwords, roles, deleted chats and messages are as they were then.';

/** So many findings are told one by one. */
const toldMax = 100;

type Wanted = { config: Config; file: string | undefined; flags: { replace: boolean; endSessions: boolean } };

type Verb = {
	/** Answers whether all is well. */
	run: (wanted: Wanted) => Promise<boolean>;
	writesTo: (wanted: Wanted) => string;
	/** What can be said whatever the disk refused. */
	safe: string;
};

const verbs: Record<string, Verb> = {
	backup: {
		run: backup,
		writesTo: ({ file = '' }) => dirname(file),
		safe: 'No backup was made, and the database is as it was.'
	},
	restore: {
		run: restore,
		writesTo: ({ config }) => config.dataDir,
		safe: 'Nothing was replaced: the database is as it was.'
	},
	check: { run: check, writesTo: ({ config }) => config.dataDir, safe: 'Nothing was changed.' }
};

const said = readArguments();
if (said === 'help' || !said) {
	console.log(usage);
	process.exit(said ? 0 : 2);
}
if (existsSync('.env')) process.loadEnvFile('.env');
try {
	// A server that runs beside it comes first.
	setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
	const well = await run(said.verb, { ...said, config: readConfig(process.env) });
	process.exitCode = well ? 0 : 1;
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

function readArguments() {
	try {
		const { positionals, values } = parseArgs({
			allowPositionals: true,
			options: {
				replace: { type: 'boolean', default: false },
				'end-sessions': { type: 'boolean', default: false },
				help: { type: 'boolean', short: 'h', default: false }
			}
		});
		const [name = '', file, ...more] = positionals;
		if (values.help || process.argv.length === 2) return 'help';
		const flags = { replace: values.replace, endSessions: values['end-sessions'] };
		const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
		if (!verb || more.length > 0 || (!file && name !== 'check')) return null;
		if (name !== 'restore' && (flags.replace || flags.endSessions)) return null;
		return { verb, file: file && resolve(file), flags };
	} catch {
		return null;
	}
}

async function run({ run, writesTo, safe }: Verb, wanted: Wanted): Promise<boolean> {
	try {
		return await run(wanted);
	} catch (error) {
		throw explainDiskError(error, writesTo(wanted), safe);
	}
}

async function backup({ config, file = '' }: Wanted): Promise<boolean> {
	refuseWithoutDatabase(config);
	// A rotation would let go of the master key that a part of the backup needs.
	const release = takeLock(join(config.dataDir, 'keys.lock'));
	if (!release)
		throw new Error(
			'Another backup, or “npm run keys”, is at work on this data. No backup was made; try again later.'
		);
	try {
		const { manifest, findings } = await withKeys(config, (keys) =>
			makeBackup(config.databaseFile, file, keys)
		);
		console.log(`Backed up into ${file}: ${describe(manifest)}.`);
		console.log(
			`It opens with the master key ${manifest.masterKeys.join(' and ')}, which is not in it. Keep that apart.`
		);
		if (findings.length > 0) console.log('The backup is whole, but the database is not as it should be:');
		return tell(findings);
	} finally {
		release();
	}
}

async function restore({ config, file = '', flags }: Wanted): Promise<boolean> {
	const { manifest } = await readSource(file, config.databaseFile);
	if (manifest) console.log(`It needs the master key ${manifest.masterKeys.join(' and ')}.`);
	const release = claimData(config.dataDir);
	if (!release)
		throw new Error(
			`A server, or another restore, is at work on ${config.dataDir}. Nothing was changed; stop it first.`
		);
	try {
		const { holds, aside } = await withKeys(config, (keys) =>
			restoreBackup({ file, database: config.databaseFile, ...flags }, keys)
		);
		if (!manifest) console.log(`It needs the master key ${holds.masterKeys.join(' and ')}.`);
		console.log(`Restored into ${config.databaseFile}: ${describe(manifest ?? holds)}.`);
		if (aside) tellAside(aside);
		console.log(`${flags.endSessions ? sessionsEnded : sessionsKept} The server can be started.`);
		return true;
	} finally {
		release();
	}
}

async function check({ config, file }: Wanted): Promise<boolean> {
	const database = file ?? config.databaseFile;
	if (database === config.databaseFile) refuseWithoutDatabase(config);
	else await readSource(database, config.databaseFile);
	const { form, findings } = await withKeys(config, (keys) => checkDatabase(database, keys));
	if (form === 'older') console.log('It is in the form of an earlier version: only the file was looked at.');
	console.log(
		`Looked through ${database}: ${findings.length === 0 ? 'all is well' : `findings: ${findings.length}`}.`
	);
	return tell(findings);
}

function tellAside(aside: string): void {
	console.log(`What was there before is kept as ${aside}; delete it when nobody needs it any more.`);
	console.log(`To go back to it: npm run admin -- restore ${aside} --replace`);
}

function tell(findings: string[]): boolean {
	for (const finding of findings.slice(0, toldMax)) console.log(`  ${finding}`);
	if (findings.length > toldMax) console.log(`  … and ${findings.length - toldMax} more.`);
	return findings.length === 0;
}

async function withKeys<Result>(
	config: Config,
	work: (keys: KeyProvider) => Promise<Result>
): Promise<Result> {
	const keys = await openKeyProvider(config.keys, false, pino({ level: config.logLevel }));
	try {
		return await work(keys);
	} finally {
		keys.close();
	}
}

function refuseWithoutDatabase({ databaseFile, dataDir }: Config): void {
	if (!existsSync(databaseFile)) throw new Error(`There is no database in ${dataDir}.`);
}

function describe({ at, program, counts }: Holds & Partial<Manifest>): string {
	const numbers = Object.entries(counts).map(([what, count]) => `${count.toLocaleString('en')} ${what}`);
	const version = program === undefined ? '' : `, by version ${program}`;
	return `as of ${new Date(at).toISOString()}${version}, with ${numbers.join(', ')}`;
}
