import type { Presence } from '../../protocol/entities.ts';
import type { Clock } from './clock.ts';
import type { Said } from './tab-line.ts';

type News = Extract<Said, { link: string }>;

const typingMs = 3_000;

/**
 * Who is there and who types, as one connection tells it; with its end nothing is known. `onChange` is called with the
 * people and chats that are otherwise, or with nothing when all may be.
 */
export class MomentBoard {
	readonly #clock: Clock;
	readonly #onChange: (ids?: string[]) => void;
	readonly #presences = new Map<string, Presence>();
	/** Chat → who types there → how to cancel the end of that. */
	readonly #typing = new Map<string, Map<string, () => void>>();
	#link: string | null = null;
	#server: { now: number; at: number } | null = null;

	constructor(clock: Clock, onChange: (ids?: string[]) => void) {
		this.#clock = clock;
		this.#onChange = onChange;
	}

	get presences(): Presence[] {
		return [...this.#presences.values()];
	}

	/** The server's time: the clock of a device may be set to anything. */
	get now(): number {
		return this.#server ? this.#server.now + this.#clock.now() - this.#server.at : Date.now();
	}

	of(userId: string): Presence | undefined {
		return this.#presences.get(userId);
	}

	/** Who types in a chat, whoever began first at the front. */
	typingIn(chatId: string): string[] {
		return [...(this.#typing.get(chatId)?.keys() ?? [])];
	}

	/** Takes what came by the connection that holds; news of one that is over changes nothing. */
	take(news: News): void {
		if (news.kind === 'all') return this.#begin(news);
		if (news.link !== this.#link) return;
		if (news.kind === 'news') this.#learn(news.presences);
		else if (news.kind === 'typing') this.#note(news);
		else this.#clear(null);
	}

	#begin({ link, presences, now }: Extract<News, { kind: 'all' }>) {
		if (link !== this.#link) this.#clear(link);
		if (now !== null) this.#server = { now, at: this.#clock.now() };
		this.#presences.clear();
		for (const presence of presences) this.#presences.set(presence.userId, presence);
		this.#onChange();
	}

	#learn(presences: Presence[]) {
		for (const presence of presences) this.#presences.set(presence.userId, presence);
		this.#onChange(presences.map(({ userId }) => userId));
	}

	#note({ chatId, userId, on }: Extract<News, { kind: 'typing' }>) {
		const typing = this.#typing.get(chatId) ?? new Map<string, () => void>();
		typing.get(userId)?.();
		if (on)
			typing.set(
				userId,
				this.#clock.after(typingMs, () => this.#stopped(chatId, userId))
			);
		else typing.delete(userId);
		if (typing.size > 0) this.#typing.set(chatId, typing);
		else this.#typing.delete(chatId);
		this.#onChange([chatId]);
	}

	#stopped(chatId: string, userId: string) {
		const typing = this.#typing.get(chatId);
		typing?.delete(userId);
		if (typing?.size === 0) this.#typing.delete(chatId);
		this.#onChange([chatId]);
	}

	#clear(link: string | null) {
		this.#link = link;
		this.#presences.clear();
		for (const typing of this.#typing.values()) for (const cancel of typing.values()) cancel();
		this.#typing.clear();
		this.#onChange();
	}
}
