import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { limitHistory } from '../../../src/lib/client/intents/limit-history.ts';
import { noteShown } from '../../../src/lib/client/intents/note-shown.ts';
import { openChat } from '../../../src/lib/client/intents/open-chat.ts';
import { requestOlder } from '../../../src/lib/client/intents/request-older.ts';
import { apply } from '../../../src/lib/client/mirror/apply.ts';
import { readWindow } from '../../../src/lib/client/mirror/conversation-window.ts';
import { Mirror } from '../../../src/lib/client/mirror/mirror.ts';
import { renewRequests } from '../../../src/lib/client/mirror/renew-requests.ts';
import { answerRequests } from '../../../src/lib/client/sync/answer-requests.ts';
import { keepBudget } from '../../../src/lib/client/sync/keep-budget.ts';
import { pull } from '../../../src/lib/client/sync/pull.ts';
import { pullContent } from '../../../src/lib/client/sync/pull-content.ts';
import type { Message } from '../../../src/lib/protocol/entities.ts';
import { me, ReadingServer } from './reading-server.ts';

export const never = new AbortController().signal;
export const atOnce = () => Promise.resolve();

/** A device with two tabs, the first of which leads, and a network that comes and goes. */
export class TrimmedDevice {
	readonly server: ReadingServer;
	readonly #disk = new IDBFactory();
	tabs: [Mirror, Mirror];
	#online = true;

	constructor(server: ReadingServer) {
		this.server = server;
		this.tabs = [this.#openTab(), this.#openTab()];
	}

	get mirror(): Mirror {
		return this.tabs[0];
	}

	async connect(online: boolean) {
		this.#online = online;
		if (!online) return;
		await renewRequests(this.mirror, Date.now());
		await pull(this.mirror, this.server.request);
		await this.settle();
	}

	/** What the leading tab does when something is wanted. */
	async settle() {
		if (!this.#online) return;
		await answerRequests(this.mirror, this.server.request);
		await pullContent(this.mirror, this.server.request);
	}

	async hear(pushes: Message[]) {
		if (this.#online && pushes.length > 0) await apply(this.mirror, { messages: pushes });
		await this.settle();
	}

	/** Shows a chat, with its window as wide as that if the tab tells. */
	async open(tab: 0 | 1, chatId: string, size?: number) {
		await openChat(this.tabs[tab], chatId);
		if (size !== undefined) await noteShown(this.tabs[tab], chatId, size);
		await this.settle();
		if (size === undefined) return;
		for (let before = -1; ;) {
			const { missingBefore } = await readWindow(this.mirror, chatId, size);
			if (missingBefore === null || missingBefore === before) return;
			before = missingBefore;
			await requestOlder(this.tabs[tab], { chatId, beforeSeq: before });
			await this.settle();
		}
	}

	/** With whatever would run between two transactions. */
	async trim(budget: number, between = atOnce) {
		if (!this.#online) return;
		await limitHistory(this.mirror, budget);
		await keepBudget(this.mirror, between, never);
	}

	async crash() {
		for (const tab of this.tabs) tab.close();
		this.tabs = [this.#openTab(), this.#openTab()];
		await this.connect(this.#online);
	}

	#openTab(): Mirror {
		return new Mirror(me, { indexedDB: this.#disk, IDBKeyRange });
	}
}

/** One that has fetched the newest page of chats with so many messages, all of them read. */
export async function makeDevice(...lengths: number[]): Promise<TrimmedDevice> {
	const device = new TrimmedDevice(new ReadingServer(lengths));
	await device.connect(true);
	return device;
}

/** The places of the messages that a window shows, those that are not sent left out. */
export async function shownSeqs(mirror: Mirror, chatId: string, size: number): Promise<number[]> {
	const { messages } = await readWindow(mirror, chatId, size);
	return messages.flatMap(({ seq }) => seq ?? []);
}
