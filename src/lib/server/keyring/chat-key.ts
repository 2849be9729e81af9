import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { decrypt, encrypt } from './cipher.ts';

/** What a sealed value is, besides its row: a body does not open as a title. */
export type Purpose = 'message' | 'message-version' | 'draft' | 'title' | 'history' | 'totp';

/** One key of a chat in the clear. `generation` counts from 1, one up with each replacement. */
export type RawChatKey = { generation: number; raw: Uint8Array };

type HeldKey = { generation: number; key: KeyObject };

/** The keys of one chat, ready for use: the newest seals, all of them open. */
export class ChatKey {
	readonly chatId: string;
	readonly #keys: HeldKey[];
	#sealsLeft = 0;

	/** `keys`: the newest last; one at least. */
	constructor(chatId: string, keys: (RawChatKey | HeldKey)[]) {
		this.chatId = chatId;
		this.#keys = keys.map((key) => ('key' in key ? key : held(key))).toReversed();
	}

	/** These keys and a newer one, which seals from now on. */
	followedBy(raw: Uint8Array): ChatKey {
		return new ChatKey(this.chatId, [...this.#keys.toReversed(), { generation: this.generation + 1, raw }]);
	}

	get generation(): number {
		return this.#newest.generation;
	}

	/** How often this may still seal before more is allowed: what was counted in the store, less what was used. */
	get sealsLeft(): number {
		return this.#sealsLeft;
	}

	/** Allows so many seals more, which the store has counted. */
	allow(seals: number): void {
		this.#sealsLeft += seals;
	}

	/** The store may not have counted what was allowed last. */
	disallow(): void {
		this.#sealsLeft = 0;
	}

	/** Seals a JSON value for one row. @throws Error where more was sealed than was allowed. */
	seal(purpose: Purpose, rowId: string, value: unknown): Uint8Array {
		if (this.#sealsLeft < 1) throw new Error('A chat key was used more often than the store has counted.');
		this.#sealsLeft--;
		const { key, generation } = this.#newest;
		return encrypt(key, Buffer.from(JSON.stringify(value)), this.#identity(purpose, rowId, generation));
	}

	/** The value that was sealed for this row. @throws Error when it was sealed for another. */
	open<Value>(purpose: Purpose, rowId: string, sealed: Uint8Array): Value {
		return JSON.parse(this.#decrypt(purpose, rowId, sealed).toString()) as Value;
	}

	/**
	 * A keyed digest of 16 bytes, to tell whether a repeated request has the same content as the first.
	 * Keyed, so that the database does not let anyone guess a short text by its digest; and always with the first key, so that
	 * a replaced key changes no digest.
	 */
	fingerprint(value: unknown): Uint8Array {
		const { key } = this.#keys.at(-1) ?? this.#newest;
		return createHmac('sha256', key).update(JSON.stringify(value)).digest().subarray(0, 16);
	}

	get #newest() {
		const [newest] = this.#keys;
		if (!newest) throw new Error('A chat has no key.');
		return newest;
	}

	/** The sealed value does not say by which key: nearly always there has been one alone. */
	#decrypt(purpose: Purpose, rowId: string, sealed: Uint8Array): Buffer {
		let fault: unknown;
		for (const { key, generation } of this.#keys) {
			try {
				return decrypt(key, sealed, this.#identity(purpose, rowId, generation));
			} catch (error) {
				fault = error;
			}
		}
		throw fault;
	}

	#identity(purpose: Purpose, rowId: string, generation: number): string {
		return `inkling:${purpose}:${this.chatId}:${rowId}:${generation}`;
	}
}

function held({ generation, raw }: RawChatKey): HeldKey {
	return { generation, key: createSecretKey(raw) };
}
