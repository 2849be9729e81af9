import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Wanted } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

/** What this person chose to be seen of them. */
export class PresenceChoices {
	readonly #undisturbed: Live<boolean>;
	readonly #hiding: Live<Wanted<'hiding'> | undefined>;
	// Derived: an answer that changes nothing must not set a box back that was just clicked.
	readonly #hidesLastSeen = $derived.by(() => {
		const row = this.#hiding.current;
		return row?.wanted ?? row?.hidden ?? null;
	});

	constructor(mirror: Mirror) {
		this.#undisturbed = new Live(false, async () => (await readFact(mirror, 'doNotDisturb')) ?? false);
		this.#hiding = new Live<Wanted<'hiding'> | undefined>(undefined, async () => {
			const row = await mirror.requests.get('hiding');
			return row?.kind === 'hiding' ? row : undefined;
		});
	}

	/** Not to be disturbed, as long as this device is connected. */
	get undisturbed(): boolean {
		return this.#undisturbed.current;
	}

	/** Nobody sees when this person was last seen; `null`: the server has not said. */
	get hidesLastSeen(): boolean | null {
		return this.#hidesLastSeen;
	}

	/** The choice has not reached the server. */
	get waits(): boolean {
		return typeof this.#hiding.current?.wanted === 'boolean';
	}

	get error(): string | null {
		return this.#hiding.current?.error ?? null;
	}
}
