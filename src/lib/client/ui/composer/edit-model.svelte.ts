import type { Editor } from '@tiptap/core';
import { untrack } from 'svelte';
import type { Document } from '../../../protocol/document/document.ts';
import { Autosave, type SaveState } from '../../editor/autosave.ts';
import { measureText } from '../../editor/measure-text.ts';
import { pageClock } from '../../editor/page-clock.ts';
import { trimDocument } from '../../editor/trim-document.ts';
import { discardEdit } from '../../intents/discard-edit.ts';
import { editMessage } from '../../intents/edit-message.ts';
import { saveEdit } from '../../intents/save-edit.ts';
import type { App } from '../../state/app-context.ts';
import { afterPaint } from '../../state/after-paint.ts';
import { loadEditor } from './load-editor.ts';
import { loadMentions } from './load-mentions.ts';
import type { Mentions } from './mentions.svelte.ts';
import { savingWords } from './saving-words.ts';

type Edited = { id: string; chatId: string; content: Document };

/** A box in which an own message is changed. What is written is kept on this device until it is sent or left. */
export class EditModel {
	/** Null until its code is there. */
	editor = $state.raw<Editor | null>(null);
	/** Who can be mentioned; comes with the first "@". */
	mentions = $state.raw<Mentions | null>(null);
	/** Raised after every change of text, selection or marks; the editor itself is not reactive. */
	pulse = $state(0);
	blank = $state(false);
	surplus = $state(0);
	fault = $state<string | null>(null);
	#saveState = $state.raw<SaveState>({ kind: 'untouched' });
	readonly #mirror: App['mirror'];
	readonly #message: Edited;
	readonly #autosave: Autosave;
	/** Shows after a key what it has changed around the text. */
	readonly #showLater = afterPaint(() => {
		if (this.#disposed) return;
		this.pulse++;
		if (this.#unmeasured) this.#measure();
	});
	/** The text was changed since it was measured. */
	#unmeasured = false;
	#disposed = false;

	/** `content`: the text to begin with, the message's own or the one that was kept. */
	constructor(mirror: App['mirror'], message: Edited) {
		this.#mirror = mirror;
		this.#message = message;
		const { id: messageId, chatId } = message;
		this.#autosave = new Autosave(
			{
				read: () => ({ content: this.editor?.getJSON() as Document, replyTo: null }),
				save: async ({ content, mutationId }) => {
					if (content) await saveEdit(mirror, { messageId, chatId, content });
					return { mutationId };
				},
				// It stays on this device until it is done.
				letGo: async () => {},
				changed: (state) => (this.#saveState = state),
				clock: pageClock
			},
			null
		);
	}

	get words() {
		return savingWords({ state: this.#saveState, blank: false, row: null });
	}

	get refused(): boolean {
		return this.#saveState.kind === 'refused';
	}

	get maySave(): boolean {
		return this.editor !== null && !this.blank && this.surplus === 0;
	}

	/** Loads the editor into an empty element; null = left meanwhile. `save` and `leave` are what its keys do. */
	async start(element: HTMLElement, keys: { enterSends: boolean; send: () => void; leave: () => void }) {
		const { createEditor } = await loadEditor();
		if (this.#disposed || this.editor) return null;
		this.editor = createEditor({
			...keys,
			element,
			onName: () => void this.#offerPeople(),
			placeholder: () => 'What the message says',
			content: this.#message.content,
			caret: null,
			onChange: () => {
				this.#unmeasured = true;
				this.#autosave.touch();
			},
			onTransaction: () => this.#showLater(),
			onBlur: () => untrack(() => this.flush())
		});
		this.#measure();
		return this.editor;
	}

	/** Changes the message. `false`: it was not possible, and the text stays in the box. */
	async save(): Promise<boolean> {
		this.#measure();
		if (!this.editor || !this.maySave) return false;
		const content = trimDocument(this.editor.getJSON() as Document);
		// What waits to be saved must not be written behind the change that it becomes.
		this.#autosave.release(null);
		try {
			if (await this.#autosave.after(() => editMessage(this.#mirror, this.#message.id, content))) return true;
			this.fault = 'This message was deleted meanwhile, so it cannot be changed. Your text is still here.';
		} catch (error) {
			console.error('This device refused to store the change.', error);
			this.fault =
				'This device could not store the change. Your text is still here: copy it, then free some space.';
		}
		this.#autosave.touch();
		return false;
	}

	/** Leaves the message as it is; what was written goes into the draft history. */
	async leave(): Promise<void> {
		await this.#autosave.flush();
		this.#autosave.release(null);
		await discardEdit(this.#mirror, this.#message.id);
	}

	flush(): void {
		void this.#autosave.flush();
	}

	/** Saves what is typed now; `anew`: also what was saved. `false`: the device refused it. */
	async keep(anew = false): Promise<boolean> {
		if (anew && this.editor && this.#saveState.kind === 'kept') this.#autosave.touch();
		await this.#autosave.flush();
		return !this.refused;
	}

	text(): string {
		return measureText(this.editor).text;
	}

	dispose(): void {
		this.#disposed = true;
		this.flush();
		this.editor?.destroy();
	}

	async #offerPeople(): Promise<void> {
		const { Mentions } = await loadMentions();
		if (!this.#disposed && this.editor)
			this.mentions = new Mentions(this.#mirror, this.#message.chatId, this.editor);
	}

	#measure(): void {
		this.#unmeasured = false;
		const { blank, surplus } = measureText(this.editor);
		this.blank = blank;
		this.surplus = surplus;
	}
}
