import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { decrypt, encrypt } from './cipher.ts';

/** What a sealed value is, besides its row: a body does not open as a title. */
export type Purpose = 'message' | 'message-version' | 'draft' | 'title' | 'history';

/** The key of one chat, ready for use. `generation` counts its replacements. */
export class ChatKey {
	readonly chatId: string;
	readonly generation: number;
	readonly #key: KeyObject;

	constructor(chatId: string, generation: number, raw: Uint8Array) {
		this.chatId = chatId;
		this.generation = generation;
		this.#key = createSecretKey(raw);
	}

	/** Seals a JSON value for one row. */
	seal(purpose: Purpose, rowId: string, value: unknown): Uint8Array {
		return encrypt(this.#key, Buffer.from(JSON.stringify(value)), this.#identity(purpose, rowId));
	}

	/** The value that was sealed for this row. @throws Error when it was sealed for another. */
	open<Value>(purpose: Purpose, rowId: string, sealed: Uint8Array): Value {
		return JSON.parse(decrypt(this.#key, sealed, this.#identity(purpose, rowId)).toString()) as Value;
	}

	/**
	 * A keyed digest of 16 bytes, to tell whether a repeated request has the same content as the first.
	 * Keyed, so that the database does not let anyone guess a short text by its digest.
	 */
	fingerprint(value: unknown): Uint8Array {
		return createHmac('sha256', this.#key).update(JSON.stringify(value)).digest().subarray(0, 16);
	}

	#identity(purpose: Purpose, rowId: string): string {
		return `inkling:${purpose}:${this.chatId}:${rowId}:${this.generation}`;
	}
}
