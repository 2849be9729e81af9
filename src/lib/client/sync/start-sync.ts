import { liveQuery } from 'dexie';
import type { Push } from '../../protocol/pushes.ts';
import type { Account } from '../mirror/account.ts';
import { failSearches } from '../mirror/fail-searches.ts';
import { readFact, writeFact } from '../mirror/facts.ts';
import { makeRoom } from '../mirror/make-room.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Moment } from '../mirror/moment.ts';
import type { News } from '../mirror/news.ts';
import { storageFault } from '../mirror/storage-fault.ts';
import { askSession, type Session } from './ask-session.ts';
import { backoff } from './backoff.ts';
import { connect, type LinkSettings } from './link.ts';
import { Patience } from './patience.ts';
import { pause } from './pause.ts';
import { serveLink, type PushSource } from './serve-link.ts';
import { browser, type Surroundings } from './surroundings.ts';
import { Term } from './term.ts';

export type SyncSettings = Pick<LinkSettings, 'url' | 'headers' | 'clientVersion'> & {
	surroundings?: Surroundings;
	/** Who is there and who types, between the tabs of this browser. */
	moment: Moment;
	askSession?: () => Promise<Session>;
	/** How a connection is made; over a real network if left out. */
	connect?: typeof connect;
	/** How long an answer may take, in milliseconds. */
	patienceMs?: number;
	/** Called when the server takes this browser for somebody else: the mirror at hand is not that person's. */
	onOtherAccount: (account: Account) => void;
	/** Called when the device has no room for what the server told, and when it has again. */
	onFull?: (full: boolean) => void;
	/** Called in the tab that leads when unread messages came. */
	onNews?: (news: News[]) => void;
	/** Called with the account as the server knows it now: a new sign-in is a new device. */
	onAccount: (account: Account) => void;
};

const restMs = 5_000;

/** A server that is back is found within 5 seconds: what waits is to arrive then. Pages in the background are slowed down by the browser. */
const connectWithinMs = 3_000;

export type Sync = { stop(): Promise<void> };

/** Keeps the mirror and the server in step, as long as this tab is the one that leads. */
export function startSync(mirror: Mirror, settings: SyncSettings): Sync {
	const stopping = new AbortController();
	const done = run(mirror, settings, stopping.signal);
	return {
		stop: () => {
			stopping.abort();
			return done;
		}
	};
}

async function run(mirror: Mirror, settings: SyncSettings, signal: AbortSignal) {
	const { lead, onInput } = settings.surroundings ?? browser;
	signal.addEventListener(
		'abort',
		onInput(() => settings.moment.touch())
	);
	const name = `inkling-sync-${mirror.userId}`;
	// Somebody opened the app anew: perhaps after signing in, so all tabs look again.
	if ((await readFact(mirror, 'connection')) === 'signed-out')
		await writeFact(mirror, 'connection', 'connecting');
	while (!signal.aborted) {
		try {
			await lead(name, signal, (lost) =>
				leadUntilSignedOut(mirror, settings, AbortSignal.any([signal, lost]))
			);
			await untilSignedIn(mirror, signal);
		} catch (error) {
			if (signal.aborted) return;
			console.error('Synchronising stopped by a fault; it starts again.', error);
			if (storageFault(error).kind === 'full') await tellFull(mirror, settings);
			await pause(restMs, signal);
		}
	}
}

/** There is not even room for how things stand with the server. */
async function tellFull(mirror: Mirror, { onFull }: SyncSettings): Promise<void> {
	onFull?.(true);
	await makeRoom(mirror).catch((error: unknown) => console.error('No room could be made.', error));
}

/** Connects again and again. Ends when the session has ended: everything typed stays, and a new sign-in goes on with it. */
async function leadUntilSignedOut(mirror: Mirror, settings: SyncSettings, signal: AbortSignal) {
	const { onWake } = settings.surroundings ?? browser;
	// While it says that, the tabs wait; only a session that holds may wake them, or they would wake each other for ever.
	const signedOut = (await readFact(mirror, 'connection')) === 'signed-out';
	let term = await Term.begin(mirror);
	if (!signedOut) await term.tell('connecting');
	const patience = new Patience(settings.patienceMs);
	for (let failures = 0; !signal.aborted; failures++) {
		const outcome = await connectOnce(mirror, { ...settings, patience, term }, signal);
		if (signal.aborted) return;
		if (outcome === 'signed-out') return term.tell('signed-out');
		if (outcome === 'lost') failures = 0;
		await term.tell(outcome === 'lost' ? 'connecting' : 'offline');
		if (outcome === 'unreachable') await failSearches(mirror);
		await pause(backoff(failures, connectWithinMs), signal, onWake);
		if (!signal.aborted) term = await Term.begin(mirror);
	}
}

type Outcome = 'signed-out' | 'unreachable' | 'lost';
type LeadSettings = SyncSettings & { patience: Patience; term: Term };

async function connectOnce(mirror: Mirror, settings: LeadSettings, signal: AbortSignal): Promise<Outcome> {
	// Asked before each connection: another tab may have signed in somebody else, whom this mirror must not meet.
	const session = await (settings.askSession ?? askSession)();
	// Who signs out meanwhile must not be remembered by an answer from before.
	if (signal.aborted) return 'unreachable';
	const account = 'account' in session ? session.account : null;
	if (account && account.user.id !== mirror.userId) {
		settings.onOtherAccount(account);
		return 'signed-out';
	}
	if (session.kind === 'locked') {
		await writeFact(mirror, 'lock', session.asks);
		return 'signed-out';
	}
	if (session.kind !== 'signed-in') return session.kind;
	settings.onAccount(session.account);
	if (await readFact(mirror, 'lock')) await writeFact(mirror, 'lock', null);
	return link(mirror, settings, session.account, signal);
}

async function link(
	mirror: Mirror,
	settings: LeadSettings,
	account: Account,
	signal: AbortSignal
): Promise<Outcome> {
	const surroundings = settings.surroundings ?? browser;
	const early: Push[] = [];
	const pushes: PushSource = { early, take: (list) => void early.push(...list) };
	const { url, headers, clientVersion, patience } = settings;
	const made = await (settings.connect ?? connect)({
		...(url ? { url } : {}),
		...(headers ? { headers } : {}),
		clientVersion,
		patience,
		deviceId: account.device.id,
		onPushes: (list) => pushes.take(list)
	});
	if (!('request' in made)) return isSignedOut(made.code) ? 'signed-out' : 'unreachable';
	const close = () => made.close();
	if (signal.aborted) close();
	signal.addEventListener('abort', close);
	const unhear = surroundings.onOffline(close);
	await settings.term.tell('updating');
	const end = await serveLink(mirror, made, pushes, {
		surroundings,
		moment: settings.moment,
		term: settings.term,
		onFull: settings.onFull ?? (() => {}),
		onNews: settings.onNews ?? (() => {})
	});
	signal.removeEventListener('abort', close);
	unhear();
	if (end.silent) patience.double();
	else patience.renew();
	// Why the server ended it is not told apart: a session may end to go on under another id, so it is asked anew.
	return 'lost';
}

function isSignedOut(code: string | null): boolean {
	return code === 'unauthenticated' || code === 'reauth_required' || code === 'forbidden';
}

/** Resolves when a tab is connecting again, which it does after a sign-in. */
function untilSignedIn(mirror: Mirror, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve();
		const subscription = liveQuery(async () => readFact(mirror, 'connection')).subscribe((state) => {
			if (state !== 'signed-out') finish();
		});
		const finish = () => {
			subscription.unsubscribe();
			resolve();
		};
		signal.addEventListener('abort', finish);
	});
}
