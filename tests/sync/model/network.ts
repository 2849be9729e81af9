import { connect, type Link, type LinkSettings, type Request } from '../../../src/lib/client/sync/link.ts';
import type { Reply } from '../../../src/lib/protocol/envelope.ts';
import type { Push } from '../../../src/lib/protocol/pushes.ts';
import { Gate } from './gate.ts';

export const requestFates = [
	/** It never leaves. */
	'lost',
	/** The server does it; nobody hears of it. */
	'answer lost',
	'cut before',
	'cut after',
	/** It arrives twice, both at once. */
	'doubled',
	'delayed',
	'answer delayed',
	/** The connection ends here, and the server does it later all the same. */
	'late'
] as const;
export type RequestFate = (typeof requestFates)[number];

export const pushFates = ['lost', 'doubled', 'delayed', 'reversed'] as const;
export type PushFate = (typeof pushFates)[number];

export type Fate<Kind> = { kind: Kind; actions: number };

const writes = /^(chat\.create|chat\.title|draft\.update|draft\.delete|message\.|sync\.offline)/;

/** What lies between one browser and the server: it does to requests and pushes what it was told to do. */
export class Network {
	/** Hears every answer, also those that the browser never hears. */
	onAnswer: (event: string, payload: unknown, reply: Reply) => void = () => {};
	/** Hears what is pushed to this browser, before anything happens to it. */
	onPushes: (list: Push[]) => void = () => {};
	readonly #gate = new Gate();
	readonly #links = new Set<() => void>();
	#fates = {
		write: [] as Fate<RequestFate>[],
		read: [] as Fate<RequestFate>[],
		push: [] as Fate<PushFate>[]
	};
	#waiting: (() => void)[] = [];
	#online = true;

	/** What the next request that writes, or reads, will meet. */
	plan(on: 'write' | 'read', fate: Fate<RequestFate>): void {
		this.#fates[on].push(fate);
	}

	planPush(fate: Fate<PushFate>): void {
		this.#fates.push.push(fate);
	}

	/** An action has passed: what was delayed for so long goes on. */
	tick(): void {
		this.#gate.tick();
	}

	/** From now on nothing goes wrong, and what was held goes on. */
	calm(): void {
		this.#fates = { write: [], read: [], push: [] };
		this.#gate.open();
	}

	cut(): void {
		for (const close of [...this.#links]) close();
	}

	goOffline(): void {
		this.#online = false;
		this.cut();
	}

	goOnline(): void {
		this.#online = true;
	}

	/** Resolves at the next connection that is made. */
	connected(): Promise<void> {
		return new Promise((resolve) => this.#waiting.push(resolve));
	}

	readonly connect = async (settings: LinkSettings): Promise<Link | { code: string | null }> => {
		if (!this.#online) return { code: null };
		const onPushes = (list: Push[]) => this.#push(list, settings.onPushes);
		const made = await connect({ ...settings, onPushes });
		if (!('request' in made)) return made;
		const link = this.#wrap(made);
		for (const tell of this.#waiting.splice(0)) tell();
		return link;
	};

	#wrap(made: Link): Link {
		const { promise: ended, resolve } = Promise.withResolvers<Awaited<Link['ended']>>();
		const seemsEnded = () => {
			this.#links.delete(close);
			resolve({ code: null, silent: false });
		};
		const close = () => {
			made.close();
			seemsEnded();
		};
		this.#links.add(close);
		void made.ended.then((end) => {
			this.#links.delete(close);
			resolve(end);
		});
		const real: Ask = async (event, payload) => {
			const reply = (await made.request(event as 'sync.initial', payload as never)) as Reply | null;
			if (reply) this.onAnswer(event, payload, reply);
			return reply;
		};
		const gone = ended.then(() => null);
		const ask: Ask = async (event, payload) => {
			const fate = this.#fates[writes.test(event) ? 'write' : 'read'].shift();
			// Who hears that the connection ended gets no answer any more.
			return Promise.race([this.#meet(fate, () => real(event, payload), { close, seemsEnded, made }), gone]);
		};
		return { request: ask as Request, ended, close };
	}

	async #meet(fate: Fate<RequestFate> | undefined, real: () => Promise<Reply | null>, link: Ends) {
		switch (fate?.kind) {
			case undefined:
				return real();
			case 'lost':
				return null;
			case 'answer lost':
				await real();
				return null;
			case 'cut before':
				link.close();
				return null;
			case 'cut after':
				await real();
				link.close();
				return null;
			case 'doubled':
				return (await Promise.all([real(), real()]))[1];
			case 'delayed':
				await this.#gate.pass(fate.actions);
				return real();
			case 'answer delayed': {
				const reply = await real();
				await this.#gate.pass(fate.actions);
				return reply;
			}
			case 'late':
				link.seemsEnded();
				await this.#gate.pass(fate.actions);
				await real();
				link.made.close();
				return null;
		}
	}

	#push(list: Push[], take: (pushes: Push[]) => void): void {
		this.onPushes(list);
		const fate = this.#fates.push.shift();
		if (!fate) return take(list);
		if (fate.kind === 'reversed') return take([...list].reverse());
		if (fate.kind === 'doubled') return take([...list, ...list]);
		if (fate.kind === 'delayed') void this.#gate.pass(fate.actions).then(() => take(list));
	}
}

type Ask = (event: string, payload: unknown) => Promise<Reply | null>;
type Ends = { close: () => void; seemsEnded: () => void; made: Link };
