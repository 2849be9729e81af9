import { randomBytes } from 'node:crypto';
import { ChatKey } from './chat-key.ts';
import type { KeyProvider } from './key-provider.ts';

/** How many unwrapped chat keys stay in memory: about 300 bytes each. */
const cachedKeysMax = 50_000;

/** Makes, opens and remembers chat keys. The master key stays with the provider. */
export class Keyring {
	readonly #provider: KeyProvider;
	readonly #cache = new Map<string, ChatKey>();
	/** Chats whose key was made in a transaction that has not ended: it may yet be undone, and another be made. */
	readonly #minted = new Set<string>();
	/** Chats whose key is destroyed in a transaction that has not ended. */
	readonly #destroyed = new Set<string>();

	constructor(provider: KeyProvider) {
		this.#provider = provider;
	}

	/** A new key for a new chat, and its wrapped form for the store. */
	async mint(chatId: string): Promise<{ key: ChatKey; wrapped: Uint8Array }> {
		const raw = randomBytes(32);
		const wrapped = await this.#provider.wrap(raw, `chat:${chatId}:1`);
		this.#minted.add(chatId);
		return { key: new ChatKey(chatId, 1, raw), wrapped };
	}

	/** The key from its wrapped form; remembered once its row is committed. */
	async open(chatId: string, generation: number, wrapped: Uint8Array): Promise<ChatKey> {
		const raw = await this.#provider.unwrap(wrapped, `chat:${chatId}:${generation}`);
		const key = new ChatKey(chatId, generation, raw);
		this.#remember(key);
		return key;
	}

	/** The remembered key, or undefined when the store must be asked. */
	cached(chatId: string): ChatKey | undefined {
		return this.#cache.get(chatId);
	}

	/** The chat's key is no longer in the store; it goes from memory with the transaction, which may yet be undone. */
	forget(chatId: string): void {
		this.#destroyed.add(chatId);
	}

	/** The transaction has ended: the keys that were made in it are in the store, or gone. */
	transactionEnded(): void {
		for (const chatId of this.#destroyed) this.#cache.delete(chatId);
		this.#destroyed.clear();
		this.#minted.clear();
	}

	#remember(key: ChatKey): void {
		if (this.#minted.has(key.chatId)) return;
		const [oldest] = this.#cache.keys();
		if (this.#cache.size >= cachedKeysMax && oldest !== undefined) this.#cache.delete(oldest);
		this.#cache.set(key.chatId, key);
	}
}
