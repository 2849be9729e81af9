import { newId } from '$lib/protocol/ids.ts';
import type { TestClient } from '../../support/connect.ts';
import { text } from '../../support/documents.ts';

/** So many sends of one client are on their way at once. */
const atOnce = 20;

/** Clients that send as fast as they are answered, each in a chat of its own; what was acknowledged is kept. */
export class Flood {
	/** In the order of the acknowledgements: the message's id, and after how many ms it was acknowledged. */
	readonly acknowledged: { id: string; ms: number }[] = [];
	readonly #lanes: Promise<void>[];
	readonly #waiting: { count: number; resolve: () => void }[] = [];
	#going = true;

	constructor(clients: { client: TestClient; chatId: string }[]) {
		this.#lanes = clients.flatMap(({ client, chatId }) =>
			Array.from({ length: atOnce }, () => this.#send(client, chatId))
		);
	}

	/** Resolves when so many more are acknowledged. */
	more(count: number): Promise<void> {
		return new Promise((resolve) => {
			this.#waiting.push({ count: this.acknowledged.length + count, resolve });
		});
	}

	async stop(): Promise<void> {
		this.#going = false;
		await Promise.all(this.#lanes);
	}

	async #send(client: TestClient, chatId: string): Promise<void> {
		while (this.#going) {
			const id = newId();
			const begun = performance.now();
			await client.get('message.send', { id, chatId, content: text(`These are the words of ${id}`) });
			this.acknowledged.push({ id, ms: performance.now() - begun });
			const reached = this.#waiting.filter(({ count }) => count <= this.acknowledged.length);
			for (const one of reached) this.#waiting.splice(this.#waiting.indexOf(one), 1)[0]?.resolve();
		}
	}
}
