import { randomBytes } from 'node:crypto';
import { ChatKey } from './chat-key.ts';
import type { KeyProvider, WrappedKey } from './key-provider.ts';
import { KeyWanted } from './key-wanted.ts';

/** How many unwrapped chat keys stay in memory: about 300 bytes each. */
const cachedKeysMax = 50_000;
/** How many keys wait for the transaction that wanted them; more than run at once. */
const readyKeysMax = 1_000;

const chatKeyBytes = 32;

/** A key of a chat as the store has it. */
export type StoredChatKey = WrappedKey & { generation: number };
type MintedKey = WrappedKey & { raw: Uint8Array };

/** Makes, opens and remembers chat keys. The master keys stay with the provider. */
export class Keyring {
	readonly #provider: KeyProvider;
	readonly #cache = new Map<string, ChatKey>();
	/** Keys that were made in the transaction at hand. */
	readonly #minted = new Map<string, ChatKey>();
	/** Chats whose keys change in the store with the transaction at hand, which may yet be undone. */
	readonly #changing = new Set<string>();
	/** Keys that were allowed to seal more in the transaction at hand. */
	readonly #allowed = new Set<ChatKey>();
	/** Keys that were made for a transaction to come, by their context. */
	readonly #ready = new Map<string, MintedKey>();
	/** How often keys that were in the store were replaced or destroyed there: what was read of them before is out of date. */
	#changes = 0;
	/** The transaction at hand replaces or destroys keys. */
	#outdating = false;

	constructor(provider: KeyProvider) {
		this.#provider = provider;
	}

	/**
	 * A new key of a chat, and its wrapped form for the store. Call inside a transaction.
	 * @param by the master key that is to wrap it. @param earlier the key that it replaces.
	 * @throws KeyWanted where it must be fetched first.
	 */
	async mint(
		chatId: string,
		by: string,
		earlier?: ChatKey
	): Promise<{ key: ChatKey; stored: StoredChatKey }> {
		const generation = (earlier?.generation ?? 0) + 1;
		const context = contextOf(chatId, generation);
		const ready = this.#takeReady(context, by);
		if (!ready && this.#isAway(by))
			throw new KeyWanted(async () => this.#keepReady(context, await this.#make(context, by)));
		const { raw, ...wrapped } = ready ?? (await this.#make(context, by));
		const key = earlier?.followedBy(raw) ?? new ChatKey(chatId, [{ generation, raw }]);
		this.#minted.set(chatId, key);
		this.#changing.add(chatId);
		if (earlier) this.#outdating = true;
		return { key, stored: { generation, ...wrapped } };
	}

	/** The keys of a chat, remembered. @throws KeysUnavailable, or Error when one does not open. */
	open(chatId: string, stored: StoredChatKey[]): Promise<ChatKey> {
		return this.#open(chatId, stored, this.#changes);
	}

	/** The same inside a transaction. @throws KeyWanted where they must be fetched first. */
	async openInside(chatId: string, stored: StoredChatKey[]): Promise<ChatKey> {
		const asOf = this.#changes;
		if (stored.some(({ by }) => this.#isAway(by)))
			throw new KeyWanted(async () => void (await this.#open(chatId, stored, asOf)));
		return this.#open(chatId, stored, asOf);
	}

	/** The remembered key, or undefined when the store must be asked. */
	cached(chatId: string): ChatKey | undefined {
		return this.#cache.get(chatId);
	}

	/** The key as the transaction at hand knows it: made by it, or remembered. */
	cachedInside(chatId: string): ChatKey | undefined {
		return this.#minted.get(chatId) ?? this.#cache.get(chatId);
	}

	/** Lets a key seal so many times more; the transaction at hand counts them. */
	allow(key: ChatKey, seals: number): void {
		key.allow(seals);
		this.#allowed.add(key);
	}

	/** The chat's keys are no longer in the store; they go from memory with the transaction, which may yet be undone. */
	forget(chatId: string): void {
		this.#changing.add(chatId);
		this.#outdating = true;
	}

	/** A command in the transaction was undone: the keys that it made are not in the store, and its seals not counted. */
	commandUndone(): void {
		for (const key of this.#allowed) key.disallow();
		this.#allowed.clear();
		this.#minted.clear();
	}

	/** The transaction has ended: what changed in it is in the store, or as it was before. */
	transactionEnded(): void {
		if (this.#outdating) this.#changes++;
		this.#outdating = false;
		for (const chatId of this.#changing) this.#cache.delete(chatId);
		this.#changing.clear();
		this.#minted.clear();
		this.#allowed.clear();
	}

	/** Whether to have this master key wrap or unwrap takes a while. */
	#isAway(by: string): boolean {
		return this.#provider.remote || !this.#provider.holds(by);
	}

	async #make(context: string, by: string): Promise<MintedKey> {
		if (!this.#provider.holds(by)) await this.#provider.reload();
		const raw = randomBytes(chatKeyBytes);
		return { raw, ...(await this.#provider.wrap(raw, context, by)) };
	}

	/** Not one by a master key that was replaced meanwhile: that may never open again. */
	#takeReady(context: string, by: string): MintedKey | undefined {
		const key = this.#ready.get(context);
		this.#ready.delete(context);
		const current = this.#provider.holds(by) && [by, this.#provider.newest()].includes(key?.by ?? '');
		return current ? key : undefined;
	}

	#keepReady(context: string, key: MintedKey): void {
		const [oldest] = this.#ready.keys();
		if (this.#ready.size >= readyKeysMax && oldest !== undefined) this.#ready.delete(oldest);
		this.#ready.set(context, key);
	}

	/** `asOf`: how often keys had changed when `stored` was read; what may be out of date by now is not remembered. */
	async #open(chatId: string, stored: StoredChatKey[], asOf: number): Promise<ChatKey> {
		if (stored.some(({ by }) => !this.#provider.holds(by))) await this.#provider.reload();
		const raws = await Promise.all(
			stored.map(async ({ generation, ...wrapped }) => ({
				generation,
				raw: await this.#provider.unwrap(wrapped, contextOf(chatId, generation))
			}))
		);
		const key = new ChatKey(chatId, raws);
		if (asOf === this.#changes && !this.#changing.has(chatId)) this.#remember(key);
		return key;
	}

	#remember(key: ChatKey): void {
		const [oldest] = this.#cache.keys();
		if (this.#cache.size >= cachedKeysMax && oldest !== undefined) this.#cache.delete(oldest);
		this.#cache.set(key.chatId, key);
	}
}

/** What a wrapped chat key is for: it opens as nothing else. */
export function contextOf(chatId: string, generation: number): string {
	return `chat:${chatId}:${generation}`;
}
