import { Autosave } from '../../../src/lib/client/editor/autosave.ts';
import { letDraftGo } from '../../../src/lib/client/intents/let-draft-go.ts';
import { saveDraft } from '../../../src/lib/client/intents/save-draft.ts';
import { sendMessage } from '../../../src/lib/client/intents/send-message.ts';
import type { Mirror } from '../../../src/lib/client/mirror/mirror.ts';
import type { DraftRow } from '../../../src/lib/client/mirror/rows.ts';
import type { Ledger } from './ledger.ts';
import { saying, wordsOf } from './words.ts';

/** The box of a chat on one tab: the real autosave, and a list of words in place of an editor. */
export class Box {
	readonly chatId: string;
	readonly #mirror: Mirror;
	readonly #ledger: Ledger;
	readonly #autosave: Autosave;
	#words: string[];
	#seen: string | null;
	#timer: (() => void) | null = null;

	private constructor(mirror: Mirror, ledger: Ledger, chatId: string, row: DraftRow | undefined) {
		this.#mirror = mirror;
		this.#ledger = ledger;
		this.chatId = chatId;
		this.#words = wordsOf(row?.content ?? null);
		this.#seen = row ? identity(row) : null;
		const options = {
			read: () => ({ content: saying(this.#words), replyTo: null }),
			save: (draft: Omit<Parameters<typeof saveDraft>[1], 'chatId'>) => this.#save(draft),
			letGo: (mutationId: string) => letDraftGo(this.#mirror, this.chatId, mutationId),
			changed: () => {},
			clock: { now: () => Date.now(), after: (_: number, run: () => void) => this.#later(run) }
		};
		this.#autosave = new Autosave(options, row?.mutationId ?? null);
	}

	static async open(mirror: Mirror, ledger: Ledger, chatId: string): Promise<Box> {
		return new Box(mirror, ledger, chatId, await mirror.drafts.get(chatId));
	}

	type(word: string): void {
		this.#words = [...this.#words, word];
		this.#autosave.touch();
	}

	/** All is selected and written over. */
	typeOver(word: string): void {
		this.#words = [word];
		this.#autosave.touch();
	}

	/** Takes all words out. */
	empty(): void {
		if (this.#words.length === 0) return;
		this.#ledger.leave(this.#words);
		this.#words = [];
		this.#autosave.touch();
	}

	/** As when the person pauses: it is kept here and may wait for the server. */
	fireTimer(): void {
		this.#timer?.();
	}

	flush(): Promise<void> {
		return this.#autosave.flush();
	}

	async send(): Promise<void> {
		const words = this.#words;
		const content = saying(words);
		if (!content) return;
		this.#words = [];
		this.#autosave.release(null);
		const { sendings } = this.#ledger;
		for (const word of words) sendings.set(word, (sendings.get(word) ?? 0) + 1);
		const message = { chatId: this.chatId, content, replyTo: null };
		const { messageId } = await this.#autosave.after(() => sendMessage(this.#mirror, message));
		this.#ledger.sent.set(messageId, words);
		this.#ledger.save(this.#mirror.userId, words);
		this.#ledger.leave(words);
	}

	/** Shows what was written elsewhere, as the composer does when nobody is at work in it. */
	async follow(): Promise<void> {
		const row = await this.#mirror.drafts.get(this.chatId);
		if (!row || identity(row) === this.#seen || this.#autosave.wrote(row)) return;
		if (this.#autosave.msUntilIdle(0) > 0) return;
		this.#seen = identity(row);
		this.#words = wordsOf(row.content);
		this.#autosave.release(row.mutationId);
	}

	async #save(draft: Omit<Parameters<typeof saveDraft>[1], 'chatId'>) {
		const kept = await saveDraft(this.#mirror, { chatId: this.chatId, ...draft });
		this.#ledger.save(this.#mirror.userId, wordsOf(draft.content));
		return kept;
	}

	#later(run: () => void) {
		this.#timer = run;
		return () => void (this.#timer = null);
	}
}

function identity(row: DraftRow): string {
	return `${row.mutationId} ${row.deleted}`;
}
