import type { Editor } from '@tiptap/core';
import { untrack } from 'svelte';
import type { Document } from '../../../protocol/document/document.ts';
import { isBlank, plainText } from '../../../protocol/document/plain-text.ts';
import { newId } from '../../../protocol/ids.ts';
import { Autosave, type AutosaveOptions, type SaveState } from '../../editor/autosave.ts';
import { addWords } from '../../editor/add-words.ts';
import { blankDocument } from '../../editor/blank-document.ts';
import { recallCaret, rememberCaret } from '../../editor/caret-memory.ts';
import { focusEditor } from '../../editor/focus-editor.ts';
import { measureText } from '../../editor/measure-text.ts';
import { pageClock } from '../../editor/page-clock.ts';
import { trimDocument } from '../../editor/trim-document.ts';
import type { TypingSignal } from '../../editor/typing-signal.ts';
import { letDraftGo } from '../../intents/let-draft-go.ts';
import { saveDraft } from '../../intents/save-draft.ts';
import { sendMessage } from '../../intents/send-message.ts';
import { stashDraft } from '../../intents/stash-draft.ts';
import { forgetSend, stashSend, type StashedSend } from '../../intents/stash-send.ts';
import type { App } from '../../state/app-context.ts';
import { DraftModel } from '../../state/draft-model.svelte.ts';
import { preferences } from '../../state/preferences.svelte.ts';
import { afterPaint } from '../../state/after-paint.ts';
import { keepStorage } from '../app/keep-storage.ts';
import { idle } from '../idle.ts';
import { loadEditor } from './load-editor.ts';
import { loadMentions } from './load-mentions.ts';
import type { Mentions } from './mentions.svelte.ts';
import { savingWords } from './saving-words.ts';

/** A text that was typed in within this time is never replaced from outside. */
const quietMs = 2_000;

/** The editor comes when the chat is drawn, after so long at the latest. */
const editorWithinMs = 50;

/** What the box looks like, and what its keys do. `editLast` answers whether there is a message to change. */
type Look = { placeholder: () => string; enterSends: boolean; editLast: () => boolean };

/** The box of one chat: the editor in it, what is true of its text, and sending it. */
export class ComposerModel {
	readonly draft: DraftModel;
	/** Null until its code is there; the stored text is shown meanwhile. */
	editor = $state.raw<Editor | null>(null);
	/** Who can be mentioned; comes with the first "@". */
	mentions = $state.raw<Mentions | null>(null);
	/** Raised after every change of text, selection or marks; the editor itself is not reactive. */
	pulse = $state(0);
	blank = $state(true);
	/** What is typed before the editor is there; its place is behind `stored`. */
	early = $state('');
	/** The stored draft that the box shows until the editor is there. */
	stored = $state.raw<DraftModel['row']>(undefined);
	/** How many characters are too many. */
	surplus = $state(0);
	sendFault = $state<string | null>(null);
	/** The message that this one answers. */
	replyTo = $state<string | null>(null);
	#saveState = $state.raw<SaveState>({ kind: 'untouched' });
	readonly #mirror: App['mirror'];
	readonly #chatId: string;
	readonly #typing: TypingSignal;
	/** Shows after a key what it has changed around the text. */
	readonly #showLater = afterPaint(() => this.#catchUp());
	/** The text was changed since it was measured. */
	#unmeasured = false;
	#autosave = $state.raw<Autosave | null>(null);
	#seen: string | null = null;
	/** Messages that have left the box and that the disk does not have yet. */
	readonly #sending = new Map<string, Omit<StashedSend, 'messageId'>>();
	#retry: ReturnType<typeof setTimeout> | undefined;
	#disposed = false;

	constructor(mirror: App['mirror'], chatId: string, typing: TypingSignal) {
		this.#mirror = mirror;
		this.#chatId = chatId;
		this.#typing = typing;
		this.draft = new DraftModel(mirror, chatId);
	}

	get words() {
		if (!this.#autosave && this.early !== '') return 'Saving…';
		const blank = this.editor ? this.blank : isBlank(this.#plain());
		return savingWords({ state: this.#saveState, blank, row: this.draft.row ?? null });
	}

	/** Another device's text, which the server has, and which waits for the person to decide. */
	get rival() {
		const row = this.draft.row;
		return row?.rival && row.rival.version > row.version ? row.rival : null;
	}

	get refused(): boolean {
		return this.#saveState.kind === 'refused';
	}

	get maySend(): boolean {
		return this.editor !== null && !this.blank && this.surplus === 0;
	}

	/** Takes what is typed while the editor is not there. */
	typeEarly(words: string): void {
		this.early = words;
		this.#autosave?.touch();
	}

	/**
	 * Shows the stored draft, keeps what is typed from now on, and loads the editor into an empty element. Call when the
	 * draft is ready; null = begun already, or left meanwhile.
	 */
	async start(element: HTMLElement, look: Look): Promise<Editor | null> {
		if (this.#autosave) return null;
		this.#begin();
		// What is typed meanwhile goes into the plain field; what was said is to be seen first.
		await idle(editorWithinMs);
		const { createEditor } = await loadEditor();
		if (this.#disposed) return null;
		this.editor = createEditor({
			...look,
			element,
			onName: () => void this.#offerPeople(),
			content: this.#plain(),
			caret: this.early === '' ? recallCaret(this.#chatId) : null,
			send: () => void this.send(),
			onChange: () => this.#changed(),
			onTransaction: () => this.#showLater(),
			// Taking a focused element off the page blurs it in the middle of Svelte's own work, hence `untrack`.
			onBlur: () =>
				untrack(() => {
					// Nobody types here any more: the last key must not say so later.
					this.#measure();
					this.#typing.stop();
					this.flush();
				})
		});
		this.early = '';
		this.#measure();
		this.follow();
		return this.editor;
	}

	/** Sends what is in the box and empties it at once, so that a second Enter finds nothing to send. */
	async send(): Promise<boolean> {
		const { editor } = this;
		this.#measure();
		if (!editor || !this.#autosave || !this.maySend) return false;
		const content = trimDocument(editor.getJSON() as Document);
		const { replyTo } = this;
		const holdMs = preferences.undoSendSeconds * 1000;
		const message = { id: newId(), chatId: this.#chatId, content, replyTo, holdMs };
		this.#sending.set(message.id, message);
		this.sendFault = null;
		editor.commands.setContent(blankDocument, { emitUpdate: false });
		this.#typing.stop();
		this.#autosave.release(null);
		this.replyTo = null;
		this.#measure();
		try {
			await this.#autosave.after(() => sendMessage(this.#mirror, message));
			return true;
		} catch (error) {
			console.error('This device refused to store the message.', error);
			this.replyTo = replyTo;
			this.#putBack(content);
			return false;
		} finally {
			this.#sending.delete(message.id);
			forgetSend(this.#mirror, message.id);
		}
	}

	/** Makes what is written here an answer to a message, or to none; part of the draft as soon as there are words. */
	answer(messageId: string | null): void {
		this.replyTo = messageId;
		if (!isBlank(this.#content())) this.#autosave?.touch();
		if (this.editor) focusEditor(this.editor);
	}

	/** Saves what is typed now, without waiting for a pause. */
	flush(): void {
		void this.#autosave?.flush();
	}

	/** The page goes away, perhaps before the disk has what is typed: that is kept where no waiting is needed. */
	leave(): void {
		this.#typing.stop();
		for (const [messageId, { chatId, content, replyTo }] of this.#sending)
			stashSend(this.#mirror, { messageId, chatId, content, replyTo });
		const kept = this.#autosave ? this.#autosave.msUntilIdle(0) < Infinity : this.early === '';
		if (kept) return;
		const text = { chatId: this.#chatId, ...this.#snapshot() };
		stashDraft(this.#mirror, this.draft.row, text, this.#autosave?.latest);
		this.flush();
	}

	/** Saves what is typed now; `anew`: also what was saved and the server does not have. `false`: the device refused it. */
	async keep(anew = false): Promise<boolean> {
		if (anew && !isBlank(this.#content()) && (this.draft.row?.unsynced ?? true)) this.#autosave?.touch();
		await this.#autosave?.flush();
		return !this.refused;
	}

	/** Shows a draft that was written elsewhere, unless the person is at work in this box. */
	follow(): void {
		clearTimeout(this.#retry);
		const row = this.draft.row;
		if (!row || !this.#autosave || identity(row) === this.#seen) return;
		if (this.#autosave.wrote(row)) return;
		const wait = this.#autosave.msUntilIdle(this.#quietMs());
		if (wait > 0) {
			if (wait < Infinity) this.#retry = setTimeout(() => this.follow(), wait);
			return;
		}
		if (this.editor) void this.#show(row);
		else this.#showPlain(row);
	}

	/** The words in the box, to be copied where they cannot be saved. */
	text(): string {
		return plainText(this.#content());
	}

	/** Saves, and takes the editor down. */
	dispose(): void {
		this.#disposed = true;
		this.#typing.stop();
		clearTimeout(this.#retry);
		// The mirror has not been read yet: what is stored there goes into the history.
		if (!this.#autosave && this.early !== '')
			void saveDraft(this.#mirror, { chatId: this.#chatId, ...this.#snapshot(), holdMs: 0, replaces: null });
		this.flush();
		if (this.editor) rememberCaret(this.#chatId, this.editor.state.selection);
		this.editor?.destroy();
	}

	#begin(): void {
		const row = (this.stored = this.draft.row);
		this.#seen = row ? identity(row) : null;
		this.replyTo ??= row?.replyTo ?? null;
		this.#autosave = this.#makeAutosave(row?.mutationId ?? null);
		if (this.early !== '') this.#autosave.touch();
	}

	/** Nobody types in a box without the focus: it shows at once what another tab or device has written. */
	#quietMs(): number {
		const inUse = this.editor ? this.editor.isFocused && document.hasFocus() : this.early !== '';
		return inUse ? quietMs : 0;
	}

	#showPlain(row: NonNullable<DraftModel['row']>): void {
		this.stored = row;
		this.early = '';
		this.#take(row);
	}

	async #show(row: NonNullable<DraftModel['row']>): Promise<void> {
		const { replaceText } = await loadEditor();
		// A key may have come in meanwhile.
		if (this.#disposed || !this.editor || this.#autosave?.msUntilIdle(this.#quietMs()) !== 0)
			return this.follow();
		replaceText(this.editor, row.content);
		this.#take(row);
		this.#measure();
	}

	/** The box shows another text now, which is stored already. */
	#take(row: NonNullable<DraftModel['row']>): void {
		this.#seen = identity(row);
		this.replyTo = row.replyTo;
		this.#autosave?.release(row.mutationId);
	}

	/** What the box shows until the editor is there: the stored text, and what was typed behind it. */
	#plain(): Document {
		const { content } = this.stored ?? {};
		return content && this.early === '' ? content : addWords(content ?? null, this.early);
	}

	#content(): Document {
		return this.editor ? (this.editor.getJSON() as Document) : this.#plain();
	}

	#makeAutosave(shown: string | null): Autosave {
		const options: AutosaveOptions = {
			read: () => this.#snapshot(),
			save: (draft) => saveDraft(this.#mirror, { chatId: this.#chatId, ...draft }),
			letGo: (mutationId) => letDraftGo(this.#mirror, this.#chatId, mutationId),
			changed: (state) => this.#entered(state),
			clock: pageClock
		};
		return new Autosave(options, shown);
	}

	#entered(state: SaveState): void {
		this.#saveState = state;
		if (state.kind === 'kept') {
			this.sendFault = null;
			void keepStorage();
		}
		if (state.kind === 'refused') console.error('This device refused to save the draft.', state.error);
	}

	#snapshot() {
		const content = this.#content();
		return { content: isBlank(content) ? null : content, replyTo: this.replyTo };
	}

	#changed(): void {
		this.#unmeasured = true;
		this.#autosave?.touch();
	}

	#catchUp(): void {
		if (this.#disposed) return;
		this.pulse++;
		if (!this.#unmeasured) return;
		this.#measure();
		if (this.blank) this.#typing.stop();
		else this.#typing.touch();
	}

	async #offerPeople(): Promise<void> {
		const { Mentions } = await loadMentions();
		if (!this.#disposed && this.editor) this.mentions = new Mentions(this.#mirror, this.#chatId, this.editor);
	}

	#measure(): void {
		this.#unmeasured = false;
		const { blank, surplus } = measureText(this.editor);
		this.blank = blank;
		this.surplus = surplus;
	}

	#putBack(content: Document): void {
		// What was typed since is not to be replaced, though no frame has shown it yet.
		this.#measure();
		if (this.blank) this.editor?.commands.setContent(content);
		else this.editor?.commands.insertContentAt(0, content.content ?? []);
		this.sendFault =
			'This device could not store the message, so it was not sent. Your text is back in the box: copy it, then free some space and try again.';
	}
}

function identity(row: { mutationId: string | null; deleted: boolean }): string {
	return `${row.mutationId} ${row.deleted}`;
}
