import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Mirror } from '../../../src/lib/client/mirror/mirror.ts';
import { prepareRequests } from '../../../src/lib/client/mirror/prepare-requests.ts';
import { settle } from '../../../src/lib/client/mirror/settle.ts';
import type { OutboxRow } from '../../../src/lib/client/mirror/rows.ts';
import type { Request } from '../../../src/lib/client/sync/link.ts';
import { pullContent } from '../../../src/lib/client/sync/pull-content.ts';
import { pull } from '../../../src/lib/client/sync/pull.ts';
import type { TestClient } from '../../support/connect.ts';

/** Where a request stops: not at all, before it leaves, or after the server did it and before the answer is written. */
export type Fate = 'done' | 'not sent' | 'answer lost';

/** A browser whose outbox is worked off by hand, one request at a time, and that can crash at any line. */
export class Desk {
	mirror: Mirror;
	readonly #disk = new IDBFactory();
	readonly #userId: string;
	readonly #client: TestClient;

	constructor(userId: string, client: TestClient) {
		this.#userId = userId;
		this.#client = client;
		this.mirror = this.#open();
	}

	/** All that was in memory is gone; the disk is as it was. */
	crash() {
		this.mirror.close();
		this.mirror = this.#open();
	}

	/** Sends the first row that may go. Answers whether there was one. */
	async step(fate: Fate = 'done'): Promise<boolean> {
		const row = await this.#first();
		if (!row) return false;
		const [prepared] = await prepareRequests(this.mirror, [row.n], Date.now());
		if (!prepared || fate === 'not sent') return true;
		const reply = await this.#client.ask(prepared.event, prepared.payload);
		if (fate === 'done') await settle(this.mirror, prepared.row, reply);
		return true;
	}

	/** The first row leaves, and the server answers; what this returns lets the answer arrive. */
	async depart(): Promise<() => Promise<void>> {
		const row = await this.#first();
		const [prepared] = row ? await prepareRequests(this.mirror, [row.n], Date.now()) : [];
		if (!prepared) throw new Error('Nothing waits to be sent.');
		const reply = await this.#client.ask(prepared.event, prepared.payload);
		return () => settle(this.mirror, prepared.row, reply);
	}

	/** Sends until nothing is left that may go. */
	async drain(): Promise<void> {
		while (await this.step());
	}

	/** Hears what changed on the server since the last time. */
	async hear(): Promise<void> {
		const request = (event: string, payload: unknown) => this.#client.ask(event, payload);
		await pull(this.mirror, request as Request);
		await pullContent(this.mirror, request as Request);
	}

	async #first(): Promise<OutboxRow | undefined> {
		const rows = await this.mirror.outbox.orderBy('n').toArray();
		return rows.find((row) => row.state !== 'refused' && row.holdUntil <= Date.now());
	}

	#open(): Mirror {
		return new Mirror(this.#userId, { indexedDB: this.#disk, IDBKeyRange });
	}
}
