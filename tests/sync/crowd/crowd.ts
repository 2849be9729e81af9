import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Person, TestServer } from '../../support/start-server.ts';
import type { Beginning, Done, Order, Report } from './orders.ts';

const peopleOfPart = 10;

/** Many people in one chat, each with a browser. */
export class Crowd {
	readonly #parts: Worker[];

	constructor({ url }: TestServer, people: Person[], chatId: string) {
		const crowd = people.map(({ user }) => user);
		const parts = Map.groupBy(people, (person) => Math.floor(people.indexOf(person) / peopleOfPart));
		this.#parts = [...parts.values()].map((part) => {
			const workerData: Beginning = { url, chatId, people: part, crowd };
			return new Worker(new URL('./part.ts', import.meta.url), { workerData });
		});
	}

	/** All parts do it at once. @throws Error with what went wrong in one of them. */
	async all(order: Order): Promise<Done[]> {
		return Promise.all(
			this.#parts.map(async (part) => {
				const answered = once(part, 'message') as Promise<[Done]>;
				part.postMessage(order);
				const [done] = await answered;
				if (done.fault !== undefined) throw new Error(done.fault);
				return done;
			})
		);
	}

	/** What each of them has in the mirror. */
	async reports(): Promise<Report[]> {
		return (await this.all({ do: 'report' })).flatMap(({ reports = [] }) => reports);
	}

	async end(): Promise<void> {
		await this.all({ do: 'end' });
		await Promise.all(this.#parts.map((part) => part.terminate()));
	}
}
