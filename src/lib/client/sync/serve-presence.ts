import { liveQuery } from 'dexie';
import type { Presence } from '../../protocol/entities.ts';
import type { Push } from '../../protocol/pushes.ts';
import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Moment, MomentLeader } from '../mirror/moment.ts';
import { tellReadFault } from '../mirror/read-faults.ts';
import type { Request } from './link.ts';
import { Repeated } from './repeat.ts';

export type PresenceSettings = { mirror: Mirror; moment: Moment; request: Request; signal: AbortSignal };
type Status = Exclude<Presence['status'], 'offline'>;

const awayMs = 5 * 60_000;
/** So many people the server tells a connection of. */
const watchedMax = 200;

/** Between the moment and one connection: who is there and who types, both ways. */
export class PresenceService implements MomentLeader {
	readonly #moment: Moment;
	readonly #request: Request;
	readonly #asking: Repeated;
	readonly #saying: Repeated;
	readonly #ends: (() => void)[];
	/** Those whom the server was asked for last: it tells when one of them changes. */
	readonly #asked = new Set<string>();
	/** A new connection counts as active until it says otherwise. */
	#said: Status = 'active';
	#undisturbed = false;
	#cancelAway: (() => void) | null = null;

	constructor({ mirror, moment, request, signal }: PresenceSettings) {
		this.#moment = moment;
		this.#request = request;
		this.#asking = new Repeated(() => this.#ask(), signal);
		this.#saying = new Repeated(() => this.#say(), signal);
		const chosen = liveQuery(() => readFact(mirror, 'doNotDisturb')).subscribe({
			next: (undisturbed = false) => {
				this.#undisturbed = undisturbed;
				void this.#saying.ask();
			},
			error: tellReadFault
		});
		this.#ends = [moment.lead(this), () => chosen.unsubscribe(), () => this.#cancelAway?.()];
		this.shown();
	}

	/** Resolves when what is on its way has ended. */
	async stop(): Promise<void> {
		for (const end of this.#ends) end();
		await Promise.all([this.#asking.settled(), this.#saying.settled()]);
		this.#cancelAway?.();
	}

	take(pushes: Push[]): void {
		for (const [name, data] of pushes) {
			if (name === 'presence.updated') this.#told(data);
			else if (name === 'presence.elsewhere') this.#moment.elsewhere = data.status;
			else if (name === 'typing.start') this.#moment.tellTyping(data.chatId, data.userId, true);
			else if (name === 'typing.stop') this.#moment.tellTyping(data.chatId, data.userId, false);
			// What was typed is there.
			else if (name === 'message.new') this.#moment.tellTyping(data.chatId, data.senderId, false);
		}
	}

	/** Of who was asked for long ago the server may soon tell nothing more, so that nothing is kept of them. */
	#told(presence: Presence): void {
		if (this.#asked.has(presence.userId)) this.#moment.tell([presence]);
	}

	shown(): void {
		void this.#asking.ask();
	}

	touched(): void {
		void this.#saying.ask();
	}

	/** Of the moment: what gets no answer, or comes too often, is not said again. */
	typed(chatId: string, on: boolean): void {
		void this.#request(on ? 'typing.start' : 'typing.stop', { chatId });
	}

	async #ask(): Promise<boolean> {
		const shown = this.#moment.shownPeople(watchedMax);
		let userIds = shown.filter((id) => !this.#asked.has(id));
		if (userIds.length === 0) return true;
		const anew = this.#asked.size === 0 || this.#asked.size + userIds.length > watchedMax;
		// The server would forget those that were asked for first, though they may still be on the screen.
		if (anew) {
			this.#asked.clear();
			userIds = shown;
		}
		for (const id of userIds) this.#asked.add(id);
		const reply = await this.#request('presence.get', { userIds });
		if (reply?.ok) {
			if (anew) this.#moment.tellAll(reply.data, reply.meta?.now ?? null);
			else this.#moment.tell(reply.data);
			return true;
		}
		for (const id of userIds) this.#asked.delete(id);
		return false;
	}

	async #say(): Promise<boolean> {
		const status = this.#status();
		if (status === this.#said) return true;
		const reply = await this.#request('presence.set', { status });
		if (reply?.ok) this.#said = status;
		return reply?.ok ?? false;
	}

	/** What holds now; looks again when this person will have been away for long enough. */
	#status(): Status {
		this.#cancelAway?.();
		this.#cancelAway = null;
		if (this.#undisturbed) return 'dnd';
		const left = awayMs - this.#moment.idleMs;
		if (left <= 0) return 'away';
		this.#cancelAway = this.#moment.clock.after(left, () => void this.#saying.ask());
		return 'active';
	}
}
