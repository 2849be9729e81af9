import type { NewDevice } from '../../protocol/entities.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { DeviceRow } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

/** The devices of this person, as the server told them last. */
export class Devices {
	readonly #rows: Live<DeviceRow[]>;
	readonly #own: string;

	/** `own`: the id of the device at hand. */
	constructor(mirror: Mirror, own: string) {
		this.#own = own;
		this.#rows = new Live<DeviceRow[]>([], () => mirror.devices.toArray());
	}

	/** The mirror has been read. */
	get ready(): boolean {
		return this.#rows.ready;
	}

	/** Where somebody signed in of whom this person has not said yet that it was them; the newest first. */
	get newcomers(): NewDevice[] {
		return this.#rows.current
			.flatMap(({ id, name, unknown }) => (unknown ? [{ id, name, ...unknown }] : []))
			.sort((one, other) => other.since - one.since);
	}

	knows(id: string): boolean {
		return this.#rows.current.some((row) => row.id === id);
	}

	/** In the middle of a sentence; `null` is the device at hand. */
	nameOf(id: string | null): string {
		if (id === null || id === this.#own) return 'this device';
		return this.#rows.current.find((row) => row.id === id)?.name ?? 'another device';
	}
}
