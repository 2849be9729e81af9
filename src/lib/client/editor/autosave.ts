import type { Document } from '../../protocol/document/document.ts';
import { newId } from '../../protocol/ids.ts';

/** What is in the box; `content: null` = nothing to read. */
export type Snapshot = { content: Document | null; replyTo: string | null };

/** Time, handed in so that tests own it. `after` answers how to cancel. */
export type Clock = { now(): number; after(ms: number, run: () => void): () => void };

type OfferedSave = { holdMs: number; replaces: string | null; mutationId: string };

export type AutosaveOptions = {
	read: () => Snapshot;
	/**
	 * Resolves when the device's disk has it. `holdMs` = how long it may wait before it goes to the server;
	 * `replaces` = the mutation of the stored draft that the box showed before these changes; `mutationId` = a new id for this save.
	 */
	save: (snapshot: Snapshot & OfferedSave) => Promise<{ mutationId: string }>;
	/** Lets what was saved as this mutation go to the server at once, if the stored draft is still that one. */
	letGo: (mutationId: string) => Promise<void>;
	/** Called after every change of `state`. */
	changed: (state: SaveState) => void;
	clock: Clock;
};

/** What is true of the text in the box, as far as this editor knows. */
export type SaveState =
	| { kind: 'untouched' }
	| { kind: 'saving' }
	| { kind: 'kept'; mutationId: string; blank: boolean }
	| { kind: 'refused'; error: unknown };

/** The same at every key: who shows it has nothing to do then. */
const saving: SaveState = { kind: 'saving' };

const localWithinMs = 300;
const syncAfterQuietMs = 700;
const syncWithinMs = 3_000;
const retryAfterMs = 5_000;
/** The page learns of a save before so many more have begun. */
const latestMax = 20;

/** Keeps what is typed: on this device soon after a key, on the server after a pause, at once when asked. */
export class Autosave {
	state: SaveState = { kind: 'untouched' };
	/**
	 * What the stored draft may be by now by this editor's hand, the latest saves alone, done or not: the text in the box was
	 * typed upon whichever of them the disk has.
	 */
	latest: { mutationId: string; deleted: boolean }[] = [];
	readonly #options: AutosaveOptions;
	readonly #own = new Set<string>();
	#queue: Promise<unknown> = Promise.resolve();
	#cancelTimer: (() => void) | null = null;
	#edits = 0;
	#offered = 0;
	#released = 0;
	#lastKey = -Infinity;
	#burstStart = 0;
	#syncAt = -Infinity;
	#shown: string | null;

	/** `shown` = the mutation of the stored draft that the box begins with. */
	constructor(options: AutosaveOptions, shown: string | null) {
		this.#options = options;
		this.#shown = shown;
	}

	/** The text has changed under the person's hands. */
	touch(): void {
		const now = this.#options.clock.now();
		if (now >= this.#syncAt) this.#burstStart = now;
		this.#lastKey = now;
		this.#syncAt = Math.min(now + syncAfterQuietMs, this.#burstStart + syncWithinMs);
		this.#edits++;
		this.#enter(saving);
		this.#saveWithin(localWithinMs);
	}

	/** Saves now and lets it go to the server at once. Resolves when everything begun so far is settled. */
	async flush(): Promise<void> {
		const now = this.#options.clock.now();
		const held = now < this.#syncAt;
		this.#syncAt = Math.min(this.#syncAt, now);
		if (this.#edits > this.#offered || this.state.kind === 'refused') this.#save();
		// Not saved once more: it may have been sent or written over in another tab, and would come back.
		else if (held) void this.after(async () => this.#shown && this.#options.letGo(this.#shown));
		await this.#queue;
	}

	/**
	 * The text has left the box, because it was sent or because another device's stands there now, the one of the
	 * mutation `shown`: what was to be saved of it is not any more.
	 */
	release(shown: string | null): void {
		this.#shown = shown;
		// What is typed from now on comes after the end of those.
		this.latest = this.latest.map((save) => ({ ...save, deleted: true }));
		this.#stopTimer();
		this.#edits++;
		this.#offered = this.#released = this.#edits;
		this.#syncAt = -Infinity;
		this.#enter({ kind: 'untouched' });
	}

	/** Runs a job after all saves begun before it, and before all that begin later. */
	after<Result>(job: () => Promise<Result>): Promise<Result> {
		const result = this.#queue.then(job);
		this.#queue = result.catch(() => undefined);
		return result;
	}

	/** Whether a stored draft is what this editor itself has written, now or earlier: its echo. */
	wrote(row: { mutationId: string | null; deleted: boolean }): boolean {
		if (row.mutationId === null || !this.#own.has(row.mutationId)) return false;
		if (this.state.kind !== 'kept' || this.state.mutationId !== row.mutationId) return true;
		// The latest text of this editor, deleted by another hand: it was sent in another tab.
		return row.deleted === this.state.blank;
	}

	/** How long until the text may be replaced from outside: Infinity while it has changes that are not kept. */
	msUntilIdle(quietMs: number): number {
		if (this.state.kind === 'saving' || this.state.kind === 'refused') return Infinity;
		return Math.max(0, this.#lastKey + quietMs - this.#options.clock.now());
	}

	#saveWithin(ms: number): void {
		this.#cancelTimer ??= this.#options.clock.after(ms, () => this.#save());
	}

	#save(): void {
		this.#stopTimer();
		const edits = (this.#offered = this.#edits);
		const snapshot = this.#options.read();
		const holdMs = Math.max(0, this.#syncAt - this.#options.clock.now());
		const mutationId = newId();
		this.latest = [...this.latest, { mutationId, deleted: snapshot.content === null }].slice(-latestMax);
		this.after(() => this.#options.save({ ...snapshot, holdMs, replaces: this.#shown, mutationId })).then(
			({ mutationId }) => this.#kept(edits, mutationId, snapshot.content === null),
			(error: unknown) => this.#refused(edits, error)
		);
	}

	#kept(edits: number, mutationId: string, blank: boolean): void {
		this.#own.add(mutationId);
		if (this.#released < edits) this.#shown = mutationId;
		if (edits === this.#edits) this.#enter({ kind: 'kept', mutationId, blank });
	}

	#refused(edits: number, error: unknown): void {
		if (edits !== this.#edits) return;
		this.#enter({ kind: 'refused', error });
		this.#saveWithin(retryAfterMs);
	}

	#stopTimer(): void {
		this.#cancelTimer?.();
		this.#cancelTimer = null;
	}

	#enter(state: SaveState): void {
		this.state = state;
		this.#options.changed(state);
	}
}
