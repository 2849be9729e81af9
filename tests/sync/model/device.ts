import type { Mirror } from '../../../src/lib/client/mirror/mirror.ts';
import type { Person, TestServer } from '../../support/start-server.ts';
import { Browser } from '../support/browser.ts';
import type { Box } from './box.ts';
import type { Ledger } from './ledger.ts';
import { Network } from './network.ts';
import { noteAnswer } from './note-answer.ts';
import type { Trace } from './trace.ts';
import { watchDrafts } from './watch-drafts.ts';
import { watchVersions } from './watch-versions.ts';

export type Tab = { device: Device; mirror: Mirror; box: Box | null };

/** Where a run is written down. `locks: false`: the tabs of a browser cannot tell who leads. */
type Notes = { ledger: Ledger; trace: Trace; locks: boolean };

const tabsMax = 2;

/** One browser of a person, with its tabs and its own way to the server. */
export class Device {
	readonly person: Person;
	readonly network = new Network();
	readonly tabs: Tab[] = [];
	readonly #browser: Browser;
	readonly #ledger: Ledger;
	readonly #trace: Trace;
	readonly #name: string;

	/** `name`: what the trace calls it. */
	constructor(server: TestServer, person: Person, name: string, { ledger, trace, locks }: Notes) {
		this.person = person;
		this.#ledger = ledger;
		this.#trace = trace;
		this.#name = name;
		this.#browser = new Browser(server.url, person, true, { connect: this.network.connect, locks });
		this.network.onAnswer = (event, payload, reply) => {
			trace.note(`${name} asks`, event, payload, reply);
			noteAnswer(ledger, event, payload, reply);
		};
		this.network.onPushes = (list) => trace.note(`${name} is told`, list);
	}

	/** Does nothing once there are two. */
	async openTab(): Promise<void> {
		if (this.tabs.length >= tabsMax) return;
		const mirror = await this.#browser.openTab();
		watchVersions(mirror, this.#ledger);
		watchDrafts(mirror, this.#name, this.#trace);
		this.tabs.push({ device: this, mirror, box: null });
	}

	async closeTab(tab: Tab): Promise<void> {
		this.#forget(tab);
		await tab.box?.flush();
		await this.#browser.closeTab(tab.mirror);
	}

	crashTab(tab: Tab): void {
		this.#forget(tab);
		this.#browser.crashTab(tab.mirror);
	}

	goOffline(): void {
		this.#browser.goOffline();
		this.network.goOffline();
	}

	goOnline(): void {
		this.network.goOnline();
		this.#browser.goOnline();
	}

	wake(): void {
		this.#browser.wake();
	}

	close(): Promise<void> {
		return this.#browser.close();
	}

	#forget(tab: Tab): void {
		this.tabs.splice(this.tabs.indexOf(tab), 1);
	}
}
