import type { Message } from './wire.ts';

const rememberedMax = 5000;

/** What is remembered of a message, to tell what changed of it. */
export type Seen = Pick<Message, 'version' | 'editedAt' | 'pinnedAt'>;

/** The versions of the messages that were told last. */
export class SeenVersions {
	readonly #seen = new Map<string, Seen>();

	/** Remembers the newer of the two, and answers what was known before. */
	note({ id, version, editedAt, pinnedAt }: Message): Seen | undefined {
		const before = this.#seen.get(id);
		if (before && before.version >= version) return before;
		this.#seen.delete(id);
		this.#seen.set(id, { version, editedAt, pinnedAt });
		if (this.#seen.size > rememberedMax) {
			for (const oldest of this.#seen.keys()) {
				this.#seen.delete(oldest);
				break;
			}
		}
		return before;
	}
}
