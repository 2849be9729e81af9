/** A room of the house: the files that stand in it, and the rooms that it may import besides itself. */
export type Room = { name: string; path: string; imports: string[] };

const serverFiles = String.raw`\+(server|page\.server|layout\.server)\.ts$`;
const protocol = '^src/lib/protocol/';
const server = (name: string) => `^src/lib/server/${name}`;
/** Read by `start.ts`, which hands it on; the doors and the keyring take its types. */
const settings = server(String.raw`config\.ts$`);
const client = (name: string) => `^src/lib/client/${name}`;
/** Turns the documents of the reference into the words of its page, when the app is built. */
const reference = String.raw`^src/routes/docs/api/[a-z-]+\.ts$`;

/** The client for others is a package of its own: of this house it takes in what is pure. */
const others = '^clients/typescript/src/';

/** The table of docs/architecture.md. */
export const rooms: Room[] = [
	{ name: 'hooks', path: String.raw`^src/hooks\.server\.ts$`, imports: [server('')] },
	{ name: 'app types', path: String.raw`^src/app\.d\.ts$`, imports: [server(''), protocol] },
	{ name: 'service worker', path: String.raw`^src/service-worker\.ts$`, imports: [] },
	{ name: 'doors', path: `^src/routes/.*${serverFiles}`, imports: [server(''), reference, protocol] },
	{ name: 'reference', path: reference, imports: [protocol] },
	{
		name: 'pages',
		path: `^src/(app\\.css$|routes/(?!.*${serverFiles}))`,
		imports: [client(''), protocol]
	},
	{ name: 'protocol', path: protocol, imports: [] },
	{ name: 'settings', path: settings, imports: [protocol] },
	{ name: 'running server', path: server(String.raw`app\.ts$`), imports: [server(''), protocol] },
	{
		name: 'server start',
		path: server(String.raw`(start(-once)?|sweep)\.ts$`),
		imports: [server(''), protocol]
	},
	// What the routes have in common.
	{
		name: 'http',
		path: server('http/'),
		imports: [server(String.raw`app\.ts$`), server('auth/'), server('store/'), server('observe/'), protocol]
	},
	{
		name: 'hub',
		path: server('hub/'),
		imports: [
			server('handlers/'),
			server('auth/'),
			server('metrics/'),
			server('observe/'),
			settings,
			protocol
		]
	},
	{
		name: 'handlers',
		path: server('handlers/'),
		imports: [server('policies/'), server('store/'), server('keyring/'), protocol]
	},
	{ name: 'metrics', path: server('metrics/'), imports: [] },
	{ name: 'observe', path: server('observe/'), imports: [protocol] },
	{
		name: 'health',
		path: server('health/'),
		imports: [server('metrics/'), server('store/'), server('keyring/'), settings, protocol]
	},
	{
		name: 'backup',
		path: server('backup/'),
		imports: [server('store/'), server('keyring/')]
	},
	{ name: 'policies', path: server('policies/'), imports: [protocol] },
	{
		name: 'store',
		path: server('store/'),
		imports: [server('keyring/'), server('observe/'), protocol]
	},
	{ name: 'keyring', path: server('keyring/'), imports: [settings] },
	{
		name: 'auth',
		path: server('auth/'),
		imports: [server('policies/'), server('store/'), server('keyring/'), settings, protocol]
	},
	{ name: 'client start', path: client(String.raw`start\.ts$`), imports: [client(''), protocol] },
	{ name: 'mirror', path: client('mirror/'), imports: [protocol] },
	{ name: 'sync', path: client('sync/'), imports: [client('mirror/'), protocol] },
	{ name: 'intents', path: client('intents/'), imports: [client('mirror/'), protocol] },
	{ name: 'state', path: client('state/'), imports: [client('mirror/'), protocol] },
	{ name: 'editor', path: client('editor/'), imports: [client('intents/'), protocol] },
	{
		name: 'ui',
		path: client('ui/'),
		imports: [client('state/'), client('intents/'), client('editor/'), protocol]
	},
	{
		name: 'client for others',
		path: others,
		imports: [String.raw`^src/lib/protocol/(ids|readable|document/(document|plain-text))\.ts$`]
	}
];

/** Packages that one room knows, so that they can be replaced there: package → the files that may import it. */
export const keptPackages: Record<string, string[]> = {
	lucia: [server('auth/')],
	kysely: [server('store/'), server(String.raw`start\.ts$`)],
	'node:sqlite': [server('store/'), server(String.raw`start\.ts$`)],
	'socket.io': [server('hub/')],
	'engine.io': [server('hub/')],
	'prom-client': [server('metrics/')],
	'@opentelemetry': [server('observe/')],
	'socket.io-client': [client('sync/'), others],
	// `liveQuery` is what state and sync need of it.
	dexie: [client('mirror/'), client('state/'), client('sync/')]
};
