import { requestOlder } from '../../../src/lib/client/intents/request-older.ts';
import { openChat } from '../../../src/lib/client/intents/open-chat.ts';
import { readWindow, type ConversationWindow } from '../../../src/lib/client/mirror/conversation-window.ts';
import { readFact } from '../../../src/lib/client/mirror/facts.ts';
import type { Mirror } from '../../../src/lib/client/mirror/mirror.ts';
import type { Person } from '../../support/start-server.ts';
import { Browser } from '../support/browser.ts';
import { until } from '../support/until.ts';

const all = 100_000;

/** A person of the crowd with one browser, which has the chat on its screen. */
export class Client {
	readonly person: Person;
	readonly chatId: string;
	readonly #browser: Browser;
	#tab: Mirror | null = null;

	constructor(url: string, person: Person, chatId: string) {
		this.person = person;
		this.chatId = chatId;
		this.#browser = new Browser(url, person);
	}

	get mirror(): Mirror {
		if (!this.#tab) throw new Error('This client has not begun.');
		return this.#tab;
	}

	async begin(): Promise<void> {
		this.#tab = await this.#browser.openTab();
		await openChat(this.#tab, this.chatId);
	}

	/** The tab is gone in the middle of whatever it does, and a new one stands over the same disk. */
	async crash(): Promise<void> {
		this.#browser.crashTab(this.mirror);
		await this.begin();
	}

	goOffline(): void {
		this.#browser.goOffline();
	}

	goOnline(): void {
		this.#browser.goOnline();
	}

	/** All that can be read on this device. */
	window(): Promise<ConversationWindow> {
		return readWindow(this.mirror, this.chatId, all);
	}

	/** Resolves when it is online and nothing waits any more, in neither direction. */
	async rest(): Promise<void> {
		await until(
			() => this.#waiting(),
			(count) => count === 0
		);
	}

	/** Connects anew, so that it hears of all there is, and comes to rest. */
	async settle(): Promise<void> {
		this.goOffline();
		await until(
			() => readFact(this.mirror, 'connection'),
			(state) => state !== 'online' && state !== 'updating'
		);
		this.goOnline();
		await this.rest();
	}

	/** Scrolls back to the first message. */
	async readBack(): Promise<void> {
		for (;;) {
			const { messages, missingBefore } = await this.window();
			if (missingBefore === null) return;
			await requestOlder(this.mirror, { chatId: this.chatId, beforeSeq: missingBefore });
			await until(
				() => this.window(),
				(window) => window.messages.length > messages.length
			);
		}
	}

	end(): Promise<void> {
		return this.#browser.close();
	}

	async #waiting(): Promise<number> {
		const { outbox, requests, chats } = this.mirror;
		if ((await readFact(this.mirror, 'connection')) !== 'online') return Infinity;
		const unsent = await outbox.count();
		const asked = await requests.filter((row) => row.state === 'waiting').count();
		return unsent + asked + (await chats.where('contentStale').equals(1).count());
	}
}
