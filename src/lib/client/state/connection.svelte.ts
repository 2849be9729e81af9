import { readFact } from '../mirror/facts.ts';
import type { Lock } from '../../protocol/lock.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { ConnectionState } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

/** How things stand with the server, the same in every tab. */
export class Connection {
	readonly #state: Live<ConnectionState>;
	readonly #lock: Live<Lock | null>;
	readonly #waiting: Live<number>;
	readonly #changes: Live<number>;

	/** `lock`: what the mirror said of it before anything is shown. */
	constructor(mirror: Mirror, lock: Lock | null) {
		this.#lock = new Live<Lock | null>(lock, async () => (await readFact(mirror, 'lock')) ?? null);
		this.#state = new Live<ConnectionState>(
			'connecting',
			async () => (await readFact(mirror, 'connection')) ?? 'connecting'
		);
		this.#waiting = new Live(0, () => countWaiting(mirror, ['message.send']));
		this.#changes = new Live(0, () =>
			countWaiting(mirror, ['message.edit', 'message.delete', 'chat.title.update'])
		);
	}

	get state(): ConnectionState {
		return this.#state.current;
	}

	/** What the server asks for before the mirror is shown. */
	get lock(): Lock | null {
		return this.#lock.current;
	}

	/** Messages that the server has not acknowledged. */
	get waiting(): number {
		return this.#waiting.current;
	}

	/** Changes of messages and titles that the server has not acknowledged. */
	get changes(): number {
		return this.#changes.current;
	}
}

function countWaiting(mirror: Mirror, events: string[]): Promise<number> {
	return mirror.outbox
		.where('event')
		.anyOf(events)
		.filter((row) => row.state !== 'refused')
		.count();
}
