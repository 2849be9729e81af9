import { newId } from './new-id.ts';
import { isRefusal } from './inkling-error.ts';
import type { Content } from './outbox.ts';
import type { Requests } from './requests.ts';
import type { State } from './state.ts';
import { text } from './text.ts';
import type { Draft } from './wire.ts';

export type DraftOptions = {
	/** The version that this one is written over; the last one that was handed out here, if left out. */
	baseVersion?: number | undefined;
	replyTo?: string | undefined;
};

/** `saved` false: it was changed elsewhere, `draft` is what stands there now, and nothing was written over. */
export type DraftResult = { saved: boolean; draft: Draft };

/** The caller's unsent texts, one for each chat. */
export class Drafts {
	readonly #requests: Requests;
	readonly #state: State;
	/** The version of each chat's draft that the program has seen. */
	readonly #seen = new Map<string, number>();

	constructor(requests: Requests, state: State) {
		this.#requests = requests;
		this.#state = state;
	}

	/** As far as `sync` knows. */
	get(chatId: string): Draft | undefined {
		const draft = this.#state.drafts.get(chatId);
		if (draft) this.#seen.set(chatId, draft.version);
		return draft;
	}

	update(chatId: string, content: Content, options: DraftOptions = {}): Promise<DraftResult> {
		const document = typeof content === 'string' ? text(content) : content;
		const { replyTo } = options;
		return this.#settle(chatId, () =>
			this.#requests.askPatiently('draft.update', {
				...this.#base(chatId, options),
				content: document,
				...(replyTo === undefined ? {} : { replyTo })
			})
		);
	}

	delete(chatId: string, options: Pick<DraftOptions, 'baseVersion'> = {}): Promise<DraftResult> {
		return this.#settle(chatId, () =>
			this.#requests.askPatiently('draft.delete', this.#base(chatId, options))
		);
	}

	#base(chatId: string, { baseVersion = this.#seen.get(chatId) ?? 0 }: DraftOptions) {
		return { chatId, baseVersion, mutationId: newId() };
	}

	async #settle(chatId: string, ask: () => Promise<{ data: Draft }>): Promise<DraftResult> {
		try {
			return this.#note(chatId, { saved: true, draft: (await ask()).data });
		} catch (error) {
			if (!isRefusal(error, 'stale')) throw error;
			return this.#note(chatId, { saved: false, draft: error.current as Draft });
		}
	}

	#note(chatId: string, result: DraftResult): DraftResult {
		this.#state.applyDraft(result.draft);
		this.#seen.set(chatId, result.draft.version);
		return result;
	}
}
