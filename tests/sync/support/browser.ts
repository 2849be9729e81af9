import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { pageClock } from '../../../src/lib/client/editor/page-clock.ts';
import { Mirror } from '../../../src/lib/client/mirror/mirror.ts';
import type { Clock } from '../../../src/lib/client/mirror/clock.ts';
import type { News } from '../../../src/lib/client/mirror/news.ts';
import { Moment } from '../../../src/lib/client/mirror/moment.ts';
import type { Session } from '../../../src/lib/client/sync/ask-session.ts';
import { startSync, type Sync, type SyncSettings } from '../../../src/lib/client/sync/start-sync.ts';
import type { Surroundings } from '../../../src/lib/client/sync/surroundings.ts';
import { newId } from '../../../src/lib/protocol/ids.ts';
import type { Person } from '../../support/start-server.ts';
import { TabLines } from './tab-lines.ts';

/**
 * `connect`: the network. `patienceMs`: how long it waits for an answer. `locks: false`: as over plain http, where each tab
 * syncs for itself. `clock`: by which people go away.
 */
export type Traits = Pick<SyncSettings, 'connect' | 'patienceMs'> & { locks?: boolean; clock?: Clock };

/** One browser of a person: a disk, a lock between its tabs, and whether it has a network. */
export class Browser {
	readonly deviceId = newId();
	readonly #person: Person;
	readonly #url: string;
	readonly #disk = new IDBFactory();
	readonly #tabs = new Map<Mirror, Sync>();
	readonly #moments = new Map<Mirror, Moment>();
	readonly #lines = new TabLines();
	readonly #cuts = new Map<Mirror, () => void>();
	readonly #wakes = new Set<() => void>();
	readonly #offlines = new Set<() => void>();
	#lock: Promise<void> = Promise.resolve();
	#online = true;
	/** The unread messages that its leading tab was told of. */
	readonly news: News[] = [];
	/** The accounts that the server took this browser for, though the mirror is another's. */
	readonly others: string[] = [];
	/** Whose cookie the browser holds; the person whose the mirror is, unless a test says otherwise. */
	cookieOf: Person;

	readonly #traits: Traits;

	constructor(url: string, person: Person, online = true, traits: Traits = {}) {
		this.#traits = traits;
		this.#url = url;
		this.#person = person;
		this.cookieOf = person;
		this.#online = online;
	}

	/** Opens a tab: its own mirror object over the browser's disk, with sync running. */
	async openTab(): Promise<Mirror> {
		const mirror = this.openMirror();
		await mirror.open();
		const { open, cut } = this.#lines.lay();
		this.#cuts.set(mirror, cut);
		const moment = new Moment(open, this.#traits.clock ?? pageClock);
		this.#moments.set(mirror, moment);
		this.#tabs.set(mirror, startSync(mirror, this.#settings(moment)));
		return mirror;
	}

	/** What the tab of this mirror knows of who is there and who types. */
	momentOf(mirror: Mirror): Moment {
		const moment = this.#moments.get(mirror);
		if (!moment) throw new Error('This mirror was opened without a tab.');
		return moment;
	}

	/** The disk alone, without sync. */
	openMirror(): Mirror {
		return new Mirror(this.#person.user.id, { indexedDB: this.#disk, IDBKeyRange });
	}

	async closeTab(mirror: Mirror): Promise<void> {
		await this.#tabs.get(mirror)?.stop();
		this.#tabs.delete(mirror);
		this.#moments.get(mirror)?.close();
		mirror.close();
	}

	/** The tab is gone in the middle of whatever it did; the disk has what was committed. */
	crashTab(mirror: Mirror): void {
		this.#cuts.get(mirror)?.();
		void this.#tabs.get(mirror)?.stop();
		this.#tabs.delete(mirror);
		mirror.close();
	}

	async close(): Promise<void> {
		for (const mirror of [...this.#tabs.keys()]) await this.closeTab(mirror);
	}

	goOffline() {
		this.#online = false;
		for (const hear of this.#offlines) hear();
	}

	goOnline() {
		this.#online = true;
		for (const wake of this.#wakes) wake();
	}

	/** As when the page is looked at again. */
	wake() {
		for (const wake of this.#wakes) wake();
	}

	#settings(moment: Moment): SyncSettings {
		const headers = () => ({ origin: this.#url, cookie: this.cookieOf.cookie });
		return {
			url: this.#url,
			// Read anew at each connection, as a browser reads its cookie.
			get headers() {
				return headers();
			},
			clientVersion: 'test',
			moment,
			...this.#traits,
			surroundings: this.#surroundings(),
			askSession: () => Promise.resolve(this.#session()),
			onAccount: () => {},
			onNews: (news) => void this.news.push(...news),
			onOtherAccount: ({ user }) => void this.others.push(user.username)
		};
	}

	#session(): Session {
		if (!this.#online) return { kind: 'unreachable' };
		const account = { user: this.cookieOf.user, device: { id: this.deviceId, name: 'Test' } };
		return { kind: 'signed-in', account };
	}

	#surroundings(): Surroundings {
		return {
			onWake: hear(this.#wakes),
			onOffline: hear(this.#offlines),
			onInput: (listener) => {
				listener();
				return () => {};
			},
			isVisible: () => true,
			whenIdle: () => Promise.resolve(),
			lead: async (_, signal, work) => {
				if (this.#traits.locks === false) return work(signal);
				const before = this.#lock;
				const mine = before.then(() => (signal.aborted ? undefined : work(signal)));
				this.#lock = mine.catch(() => undefined);
				// As with a real lock, who waits for it may give up.
				let led = false;
				void before.then(() => (led = true));
				const gaveUp = new Promise<void>((resolve) =>
					signal.addEventListener('abort', () => !led && resolve())
				);
				await Promise.race([mine, gaveUp]);
			}
		};
	}
}

function hear(listeners: Set<() => void>) {
	return (listener: () => void) => {
		listeners.add(listener);
		return () => void listeners.delete(listener);
	};
}
