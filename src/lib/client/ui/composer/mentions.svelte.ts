import type { Editor } from '@tiptap/core';
import { untrack } from 'svelte';
import type { User } from '../../../protocol/entities.ts';
import { suggestPeople, type MentionDesk, type Mentioned } from '../../editor/suggest-people.ts';
import { forgetMentionable, seekMentionable } from '../../intents/seek-mentionable.ts';
import type { App } from '../../state/app-context.ts';
import { Mentionable } from '../../state/mentionable.svelte.ts';
import { fittingPeople } from './fitting-people.ts';
import MentionList from './MentionList.svelte';

/** Offers the people of a chat while a name is typed behind "@" in one of its boxes. */
export class Mentions implements MentionDesk {
	/** What shows them; here, so that it comes with the rest. */
	readonly List = MentionList;
	/** The one that Enter takes, by its place in `choices`. */
	active = $state(0);
	#query = $state<string | null>(null);
	#focused = $state(true);
	readonly #mirror: App['mirror'];
	readonly #chatId: string;
	readonly #people: Mentionable;
	#choose: (who: Mentioned) => void = () => {};

	readonly choices = $derived.by(() => {
		// The people are followed only while somebody looks for one.
		if (this.#query === null || !this.#focused) return [];
		return fittingPeople(this.#people.list, this.#query);
	});

	/** `editor`: the one of that box. */
	constructor(mirror: App['mirror'], chatId: string, editor: Editor) {
		this.#mirror = mirror;
		this.#chatId = chatId;
		this.#people = new Mentionable(mirror, chatId);
		suggestPeople(editor, this);
	}

	get shown(): boolean {
		return this.choices.length > 0;
	}

	offer(query: string, choose: (who: Mentioned) => void): void {
		if (query !== this.#query) this.active = 0;
		this.#query = query;
		this.#choose = choose;
	}

	seek(query: string): void {
		void seekMentionable(this.#mirror, this.#chatId, query);
	}

	close(): void {
		// Taking a box off the page ends this in the middle of Svelte's own work, hence `untrack`; so below.
		untrack(() => (this.#query = null));
		void forgetMentionable(this.#mirror);
	}

	attend(focused: boolean): void {
		untrack(() => (this.#focused = focused));
	}

	choose({ id, displayName }: User): void {
		this.#choose({ id, label: displayName });
	}

	pressed(event: KeyboardEvent): boolean {
		const count = this.choices.length;
		if (count === 0 || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
		if (event.key === 'ArrowDown') this.active = (this.active + 1) % count;
		else if (event.key === 'ArrowUp') this.active = (this.active + count - 1) % count;
		else if (event.key === 'Enter' || event.key === 'Tab') {
			const chosen = this.choices[this.active] ?? this.choices[0];
			if (chosen) this.choose(chosen);
		} else return false;
		return true;
	}
}
