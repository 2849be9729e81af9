import type { Presence } from '../../protocol/entities.ts';
import { newId } from '../../protocol/ids.ts';
import type { Clock } from './clock.ts';
import { MomentBoard } from './moment-board.ts';
import { ShownPeople } from './shown-people.ts';
import type { OpenTabLine, Said, TabLine } from './tab-line.ts';

/** What the tab that leads does while a connection stands. */
export type MomentLeader = {
	/** Another set of people is on the screens. */
	shown(): void;
	/** Somebody touched a tab of this browser. */
	touched(): void;
	/** This person types in a chat, or stops. */
	typed(chatId: string, on: boolean): void;
};

const inputEveryMs = 10_000;

/**
 * What is of the moment and written nowhere: who is there, who types, whom the screens show, when somebody touched one of
 * them. All tabs of the browser know the same, so that any of them can go on as the one that leads.
 */
export class Moment {
	readonly clock: Clock;
	readonly #line: TabLine;
	readonly #board: MomentBoard;
	readonly #people: ShownPeople;
	/** People and chats, with those who are called when something of them changes. */
	readonly #followers = new Map<string, Set<() => void>>();
	#touchedAt = -Infinity;
	#inputAt = -Infinity;
	#inputTold: (() => void) | null = null;
	#leader: MomentLeader | null = null;
	#link = '';
	/** How this person is on their other devices, as the connection tells; known to the tab that leads. */
	elsewhere: Exclude<Presence['status'], 'offline'> = 'away';

	constructor(openLine: OpenTabLine, clock: Clock) {
		this.clock = clock;
		this.#board = new MomentBoard(clock, (ids) => this.#changed(ids));
		this.#people = new ShownPeople(clock, () => {
			this.#tellShown();
			this.#leader?.shown();
		});
		this.#line = openLine((said) => this.#hear(said));
		this.#line.say({ kind: 'hello' });
	}

	of(userId: string): Presence | undefined {
		return this.#board.of(userId);
	}

	typingIn(chatId: string): string[] {
		return this.#board.typingIn(chatId);
	}

	get serverNow(): number {
		return this.#board.now;
	}

	/** How long nobody has touched a tab of this browser. */
	get idleMs(): number {
		return this.clock.now() - this.#inputAt;
	}

	/** Calls when something of a person or a chat changes. */
	follow(id: string, update: () => void): () => void {
		const followers = this.#followers.get(id) ?? new Set();
		this.#followers.set(id, followers.add(update));
		return () => {
			followers.delete(update);
			if (followers.size === 0) this.#followers.delete(id);
		};
	}

	/** A person is on the screen of this tab. Answers how to say that they are no more. */
	show(userId: string): () => void {
		return this.#people.show(userId);
	}

	/** Those who are on a screen of this browser; where they are too many, those of the tab that spoke last. */
	shownPeople(max: number): string[] {
		return this.#people.all(max);
	}

	/** Somebody touches this tab. Called with every key: it looks at the clock, and tells the other tabs now and then. */
	touch(): void {
		this.#touchedAt = this.clock.now();
		if (!this.#inputTold) this.#tellInput();
	}

	/** This person types in a chat, or stops. */
	type(chatId: string, on: boolean): void {
		if (this.#leader) this.#leader.typed(chatId, on);
		else this.#line.say({ kind: 'types', chatId, on });
	}

	/** This tab serves a connection from now on, and what it tells counts. Answers how to end that. */
	lead(leader: MomentLeader): () => void {
		this.#leader = leader;
		this.elsewhere = 'away';
		this.#link = newId();
		this.tellAll([], null);
		return () => {
			if (this.#leader !== leader) return;
			this.#tell({ kind: 'end', link: this.#link });
			this.#leader = null;
			// Another tab may lead by now: what it said was not heard here.
			this.#line.say({ kind: 'hello' });
		};
	}

	/** Tells all tabs all that is known. `now`: the server's time. */
	tellAll(presences: Presence[], now: number | null): void {
		this.#tell({ kind: 'all', link: this.#link, presences, now });
	}

	tell(presences: Presence[]): void {
		this.#tell({ kind: 'news', link: this.#link, presences });
	}

	/** Tells all tabs that somebody types or stops; who did not type cannot stop. */
	tellTyping(chatId: string, userId: string, on: boolean): void {
		if (!on && !this.#board.typingIn(chatId).includes(userId)) return;
		this.#tell({ kind: 'typing', link: this.#link, chatId, userId, on });
	}

	close(): void {
		this.#inputTold?.();
		this.#people.close();
		this.#line.say({ kind: 'shows', tab: this.#people.tab, userIds: [] });
		this.#line.close();
	}

	#tell(news: Extract<Said, { link: string }>) {
		this.#board.take(news);
		this.#line.say(news);
	}

	#hear(said: Said) {
		if (said.kind === 'hello') this.#answerHello();
		else if (said.kind === 'shows') this.#noteShown(said.tab, said.userIds);
		else if (said.kind === 'input') this.#noteInput(said.idleMs);
		else if (said.kind === 'types') this.#leader?.typed(said.chatId, said.on);
		// A tab that leads knows it first hand. Over plain http all of them do.
		else if (!this.#leader) this.#board.take(said);
	}

	#answerHello() {
		this.#tellShown();
		if (this.#inputAt > -Infinity) this.#line.say({ kind: 'input', idleMs: this.idleMs });
		if (!this.#leader) return;
		const { presences, now } = this.#board;
		this.#line.say({ kind: 'all', link: this.#link, presences, now });
	}

	#tellShown() {
		const { tab, own } = this.#people;
		this.#line.say({ kind: 'shows', tab, userIds: own });
	}

	#noteShown(tab: string, userIds: string[]) {
		this.#people.note(tab, userIds);
		this.#leader?.shown();
	}

	#tellInput() {
		const idleMs = this.clock.now() - this.#touchedAt;
		const told = this.#touchedAt;
		this.#inputTold = this.clock.after(inputEveryMs, () => {
			this.#inputTold = null;
			if (this.#touchedAt > told) this.#tellInput();
		});
		this.#noteInput(idleMs);
		this.#line.say({ kind: 'input', idleMs });
	}

	#noteInput(idleMs: number) {
		this.#inputAt = Math.max(this.#inputAt, this.clock.now() - idleMs);
		this.#leader?.touched();
	}

	#changed(ids: Iterable<string> = this.#followers.keys()) {
		for (const id of [...ids]) for (const update of [...(this.#followers.get(id) ?? [])]) update();
	}
}
