import type { Presence } from '../../protocol/entities.ts';

type Watcher = {
	userId: string;
	/** Whom this socket watches, the one asked for last at the end, and what it was told of them. */
	told: Map<string, string>;
	changed: Set<string>;
	timer?: NodeJS.Timeout;
};

export type WatchSettings = {
	/** These people as this one may see them at this moment. */
	look: (watcherId: string, userIds: readonly string[]) => Promise<Presence[]>;
	tell: (socketId: string, seen: Presence[]) => void;
	onFault: (error: unknown) => void;
};

const watchedMax = 200;
const frameMs = 1_000;

/** Who is told of whom: each socket of those whom it asked for last, at most once a second. */
export class PresenceWatch {
	readonly #settings: WatchSettings;
	readonly #watchers = new Map<string, Watcher>();
	readonly #socketsOf = new Map<string, Set<string>>();

	constructor(settings: WatchSettings) {
		this.#settings = settings;
	}

	/** Begins before the first look at these people, so that no change falls in between. */
	watch(socketId: string, userId: string, watchedIds: readonly string[]): void {
		const watcher = this.#watchers.get(socketId) ?? newWatcher(userId);
		this.#watchers.set(socketId, watcher);
		for (const id of watchedIds) {
			const told = watcher.told.get(id) ?? '';
			watcher.told.delete(id);
			watcher.told.set(id, told);
			const sockets = this.#socketsOf.get(id) ?? new Set<string>();
			this.#socketsOf.set(id, sockets.add(socketId));
		}
		for (const id of [...watcher.told.keys()].slice(0, -watchedMax)) this.#unwatch(socketId, watcher, id);
	}

	changed(userId: string): void {
		for (const socketId of this.#socketsOf.get(userId) ?? []) {
			const watcher = this.#watchers.get(socketId);
			if (!watcher) continue;
			watcher.changed.add(userId);
			watcher.timer ??= setTimeout(() => {
				this.#tell(socketId, watcher).catch(this.#settings.onFault);
			}, frameMs).unref();
		}
	}

	forget(socketId: string): void {
		const watcher = this.#watchers.get(socketId);
		if (!watcher) return;
		clearTimeout(watcher.timer);
		this.#watchers.delete(socketId);
		for (const id of watcher.told.keys()) this.#unwatch(socketId, watcher, id);
	}

	async #tell(socketId: string, watcher: Watcher): Promise<void> {
		delete watcher.timer;
		const ids = [...watcher.changed].filter((id) => watcher.told.has(id));
		watcher.changed.clear();
		// Looked up only now: who was taken out of the common chat meanwhile learns nothing more.
		const seen = await this.#settings.look(watcher.userId, ids);
		const news = seen.filter((presence) => {
			const told = watcher.told.get(presence.userId);
			return told !== undefined && told !== essence(presence);
		});
		for (const presence of news) watcher.told.set(presence.userId, essence(presence));
		if (news.length > 0) this.#settings.tell(socketId, news);
	}

	#unwatch(socketId: string, watcher: Watcher, userId: string): void {
		watcher.told.delete(userId);
		const sockets = this.#socketsOf.get(userId);
		sockets?.delete(socketId);
		if (sockets?.size === 0) this.#socketsOf.delete(userId);
	}
}

function newWatcher(userId: string): Watcher {
	return { userId, told: new Map(), changed: new Set() };
}

/** Of those who are there the time goes on all the while: that alone is no news. */
function essence({ status, lastSeenAt }: Presence): string {
	return `${status} ${status === 'offline' ? lastSeenAt : lastSeenAt !== null}`;
}
