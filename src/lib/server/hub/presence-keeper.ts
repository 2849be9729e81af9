import type { Presence } from '../../protocol/entities.ts';

type Status = Exclude<Presence['status'], 'offline'>;
type Person = {
	/** What each socket says of its person. */
	sockets: Map<string, Status>;
	status: Status;
	seenAt: number;
	savedAt: number;
	leaving?: NodeJS.Timeout;
};

/** A reload, or a network that changes, is no leaving. */
const graceMs = 3_000;

/** Who is there, by their sockets. `onChange` is called with whoever is to be seen otherwise from now on. */
export class PresenceKeeper {
	readonly #clock: () => number;
	readonly #onChange: (userId: string) => void;
	readonly #people = new Map<string, Person>();
	/** Who went and is not stored yet, with the time. */
	readonly #gone = new Map<string, number>();

	constructor(clock: () => number, onChange: (userId: string) => void) {
		this.#clock = clock;
		this.#onChange = onChange;
	}

	/** A new socket counts as active until it says otherwise. */
	arrive(userId: string, socketId: string): void {
		const now = this.#clock();
		const sockets = this.#people.get(userId)?.sockets ?? new Map<string, Status>();
		sockets.set(socketId, 'active');
		const person = this.#people.get(userId);
		if (person) clearTimeout(person.leaving);
		else {
			this.#people.set(userId, { sockets, status: 'away', seenAt: now, savedAt: 0 });
			this.#onChange(userId);
		}
		this.set(userId, socketId, 'active');
	}

	/** What a socket says that has not arrived, a program's, is nothing. */
	set(userId: string, socketId: string, status: Status): void {
		const person = this.#people.get(userId);
		const before = person?.sockets.get(socketId);
		if (!person || !before) return;
		this.#touch(person, before);
		person.sockets.set(socketId, status);
		this.#touch(person, status);
		this.#settle(userId, person);
	}

	leave(userId: string, socketId: string): void {
		const person = this.#people.get(userId);
		const status = person?.sockets.get(socketId);
		if (!person || !status) return;
		this.#touch(person, status);
		person.sockets.delete(socketId);
		if (person.sockets.size > 0) return this.#settle(userId, person);
		person.leaving = setTimeout(() => this.#go(userId, person), graceMs);
		person.leaving.unref();
	}

	/** `undefined`: the store knows as much. */
	find(userId: string): { status: Presence['status']; seenAt: number } | undefined {
		const person = this.#people.get(userId);
		if (person) return { status: person.status, seenAt: person.seenAt };
		const seenAt = this.#gone.get(userId);
		return seenAt === undefined ? undefined : { status: 'offline', seenAt };
	}

	/** Has `save` store when people were last seen, as far as that has changed since. What fails is saved the next time. */
	async save(save: (seen: ReadonlyMap<string, number>) => Promise<void>): Promise<void> {
		for (const person of this.#people.values()) {
			if (person.sockets.size > 0) this.#touch(person, person.status);
		}
		const unsaved = [...this.#people].filter(([, person]) => person.seenAt > person.savedAt);
		const seen = new Map([...this.#gone, ...unsaved.map(([id, { seenAt }]) => [id, seenAt] as const)]);
		if (seen.size === 0) return;
		await save(seen);
		for (const [userId, at] of seen) {
			const person = this.#people.get(userId);
			if (person) person.savedAt = at;
			if (this.#gone.get(userId) === at) this.#gone.delete(userId);
		}
	}

	/** Nobody is seen while nobody touches their device. */
	#touch(person: Person, status: Status): void {
		if (status !== 'away') person.seenAt = this.#clock();
	}

	#settle(userId: string, person: Person): void {
		const said = [...person.sockets.values()];
		const status = said.includes('dnd') ? 'dnd' : said.includes('active') ? 'active' : 'away';
		if (status === person.status) return;
		person.status = status;
		this.#onChange(userId);
	}

	#go(userId: string, person: Person): void {
		this.#people.delete(userId);
		this.#gone.set(userId, person.seenAt);
		this.#onChange(userId);
	}
}
