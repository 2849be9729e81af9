import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { ConnectionState } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

/** How things stand with the server, the same in every tab. */
export class Connection {
	readonly #state: Live<ConnectionState>;
	readonly #waiting: Live<number>;
	readonly #changes: Live<number>;

	constructor(mirror: Mirror) {
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
