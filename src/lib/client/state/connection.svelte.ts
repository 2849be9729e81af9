import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { ConnectionState } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

/** How things stand with the server, the same in every tab. */
export class Connection {
	readonly #state: Live<ConnectionState>;
	readonly #waiting: Live<number>;

	constructor(mirror: Mirror) {
		this.#state = new Live<ConnectionState>(
			'connecting',
			async () => (await readFact(mirror, 'connection')) ?? 'connecting'
		);
		this.#waiting = new Live(0, () =>
			mirror.outbox
				.where('event')
				.equals('message.send')
				.filter((row) => row.state !== 'refused')
				.count()
		);
	}

	get state(): ConnectionState {
		return this.#state.current;
	}

	/** Messages that the server has not acknowledged. */
	get waiting(): number {
		return this.#waiting.current;
	}
}
