import type { Emitter } from './emitter.ts';
import { isRefusal } from './inkling-error.ts';
import type { Requests } from './requests.ts';
import { SeenVersions, type Seen } from './seen-versions.ts';
import type { Message } from './wire.ts';

const pageMax = 100;

export type ChangeName = 'message.edited' | 'message.deleted' | 'message.reacted' | 'message.pinned';

/** One chat: `seq` is the last message that was handled; `tail` ends with what is being handled. */
type Lane = { seq: number; tail: Promise<void>; broken: boolean };

type Hooks = {
	/** A message was handled. */
	onHandled: () => void;
	/** A handler threw. */
	onFault: (error: unknown) => void;
	/** Nothing is told after it. */
	ended: AbortSignal;
};

/**
 * Tells messages in the order of their chat, each once: what a push left out is fetched, what comes twice is dropped. The next
 * one is told when the handlers of the one before have ended; if one of them throws, its chat stands still, so that after a
 * restart the message is told again.
 */
export class Lanes {
	readonly #emitter: Emitter;
	readonly #requests: Requests;
	readonly #hooks: Hooks;
	readonly #lanes = new Map<string, Lane>();
	readonly #versions = new SeenVersions();

	constructor(emitter: Emitter, requests: Requests, hooks: Hooks) {
		this.#emitter = emitter;
		this.#requests = requests;
		this.#hooks = hooks;
	}

	/** After which message a chat is told. Nothing changes if that is known. */
	begin(chatId: string, seq: number): void {
		if (!this.#lanes.has(chatId)) this.#lanes.set(chatId, { seq, tail: Promise.resolve(), broken: false });
	}

	end(chatId: string): void {
		this.#lanes.delete(chatId);
	}

	/** A message that may be new. */
	arrive(message: Message): void {
		this.begin(message.chatId, message.seq - 1);
		this.#queue(message.chatId, async (lane) => {
			if (message.seq === lane.seq + 1) await this.#tell(lane, message);
			else if (message.seq > lane.seq) await this.#fetchUpTo(lane, message);
		});
	}

	/** A message that may have changed; told as `name`, or as what can be seen of it. */
	change(message: Message, name?: ChangeName): void {
		this.begin(message.chatId, message.seq);
		this.#queue(message.chatId, async (lane) => {
			// It will be told as new, in the form that it has by then; or it has not changed at all.
			if (message.seq > lane.seq || message.version === 0) return;
			const before = this.#versions.note(message);
			if (before && before.version >= message.version) return;
			await this.#emitter.emit(name ?? changeOf(message, before), message);
		});
	}

	/** Resolves when all that has come so far is handled; false if something could not be. */
	async handled(): Promise<boolean> {
		const lanes = [...this.#lanes.values()];
		await Promise.all(lanes.map(({ tail }) => tail));
		return !this.#hooks.ended.aborted && lanes.every(({ broken }) => !broken);
	}

	/** The last handled message of each chat. */
	seqs(): Record<string, number> {
		return Object.fromEntries([...this.#lanes].map(([chatId, { seq }]) => [chatId, seq]));
	}

	#queue(chatId: string, job: (lane: Lane) => Promise<void>): void {
		const lane = this.#lanes.get(chatId);
		if (lane) lane.tail = lane.tail.then(() => this.#run(lane, job));
	}

	async #run(lane: Lane, job: (lane: Lane) => Promise<void>): Promise<void> {
		if (lane.broken || this.#hooks.ended.aborted) return;
		try {
			await job(lane);
		} catch (error) {
			lane.broken = true;
			this.#hooks.onFault(error);
		}
	}

	async #tell(lane: Lane, message: Message): Promise<void> {
		this.#versions.note(message);
		// A message that is gone already has nothing to tell; it only has its place.
		if (message.deletedAt === null) await this.#emitter.emit('message.new', message);
		this.#throwIfStopped();
		lane.seq = message.seq;
		this.#hooks.onHandled();
	}

	/** What a handler did last may have been refused for that alone, and a handler may catch that: the message is told again. */
	#throwIfStopped(): void {
		const { reason } = this.#hooks.ended as { reason: unknown };
		if (isRefusal(reason) && reason.code !== 'closed') throw reason;
	}

	async #fetchUpTo(lane: Lane, { chatId, seq }: Message): Promise<void> {
		while (lane.seq < seq) {
			const page = await this.#fetchAfter(chatId, lane.seq);
			if (page.length === 0) return;
			for (const message of page) await this.#tell(lane, message);
		}
	}

	async #fetchAfter(chatId: string, afterSeq: number): Promise<Message[]> {
		try {
			const wanted = { chatId, afterSeq, limit: pageMax };
			return (await this.#requests.askPatiently('chat.messages.get', wanted)).data;
		} catch (error) {
			// The chat is gone for this account; the server tells so by itself.
			if (isRefusal(error, 'not_found')) return [];
			throw error;
		}
	}
}

function changeOf(message: Message, before: Seen | undefined): ChangeName {
	if (message.deletedAt !== null) return 'message.deleted';
	if (message.editedAt !== (before?.editedAt ?? null)) return 'message.edited';
	if (message.pinnedAt !== (before?.pinnedAt ?? null)) return 'message.pinned';
	return 'message.reacted';
}
