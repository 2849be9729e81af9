import type { Row } from './kept-statements.ts';

/** So many bytes of values are kept at most: the members of some thousand groups of a hundred. */
const bytesMax = 2 ** 25;
/** As long as a storm lasts in which everybody comes back. */
const keptMs = 10_000;

/**
 * What several ask for at the same time is read once: the same rows, by statement and values, as long as nobody has committed
 * anything. After some seconds they are let go of. What is sealed in the file is so here.
 */
export class SharedRows {
	readonly #lists = new Map<object, Map<string, readonly Row[]>>();
	#version: unknown = null;
	#bytes = 0;
	#timer: NodeJS.Timeout | null = null;

	/** `version`: which commit is read now, as `PRAGMA data_version` tells. What was read of another one is let go of. */
	readAt(version: unknown): void {
		if (version === this.#version) return;
		this.#version = version;
		this.clear();
	}

	/** The rows of this statement for these values. `read` is asked where they are not known. */
	find(statement: object, values: readonly unknown[], read: () => readonly Row[]): readonly Row[] {
		const lists = this.#lists.get(statement) ?? new Map<string, readonly Row[]>();
		const key = JSON.stringify(values);
		const known = lists.get(key);
		if (known) return known;
		const rows = read();
		this.#keep(statement, lists.set(key, rows), key.length + sizeOf(rows));
		return rows;
	}

	clear(): void {
		this.#lists.clear();
		this.#bytes = 0;
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
	}

	#keep(statement: object, lists: Map<string, readonly Row[]>, bytes: number): void {
		this.#lists.set(statement, lists);
		this.#bytes += bytes;
		this.#timer ??= setTimeout(() => this.clear(), keptMs).unref();
		if (this.#bytes > bytesMax) this.clear();
	}
}

/** About, in bytes. A message may be as long as a frame. */
function sizeOf(rows: readonly Row[]): number {
	let bytes = 0;
	for (const row of rows)
		for (const value of Object.values(row))
			bytes += typeof value === 'string' || value instanceof Uint8Array ? value.length : 8;
	return bytes;
}
