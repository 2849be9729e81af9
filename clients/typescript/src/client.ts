import { newId } from './new-id.ts';
import { Drafts } from './drafts.ts';
import { Emitter } from './emitter.ts';
import type { ClientEventName, Data, EventName, Handler, Payload } from './events.ts';
import { isRefusal, toError } from './inkling-error.ts';
import { Lanes } from './lanes.ts';
import { Link } from './link.ts';
import { Outbox, type Content, type SendOptions, type Unsent } from './outbox.ts';
import { readMessages, type Reading } from './read-messages.ts';
import { replyId } from './reply-id.ts';
import { Requests, type RequestOptions } from './requests.ts';
import { readResumePoint } from './resume-point.ts';
import { State } from './state.ts';
import { Sync } from './sync.ts';
import type { Chat, Message, Meta, User } from './wire.ts';

export type ConnectOptions = {
	/** The server's address, such as `https://chat.example.org`. */
	url: string;
	/** A personal access token, or a bot's. In a page of the server's own the session's cookie does without. */
	token?: string | undefined;
	/** Where to go on: what the event `cursor` told last. Without it everything begins now. */
	cursor?: string | null | undefined;
	/** How this client is called in the server's log. */
	clientVersion?: string | undefined;
	/** Without a token: a UUID by which the server tells the drafts of this device from those of others. */
	deviceId?: string | undefined;
	/** How often to look for what no push has told. */
	syncEveryMs?: number | undefined;
};

/** One account at one server. Made by `connect`. */
export class Client {
	readonly drafts: Drafts;
	readonly #emitter = new Emitter();
	readonly #state = new State();
	readonly #link: Link;
	readonly #requests: Requests;
	readonly #outbox: Outbox;
	readonly #sync: Sync;
	readonly #syncEveryMs: number;
	#me: Promise<User> | null = null;

	constructor(options: ConnectOptions) {
		const { url, token, cursor, clientVersion = 'inkling-client', deviceId = newId() } = options;
		this.#syncEveryMs = options.syncEveryMs ?? 60_000;
		this.#link = new Link({ url, token, deviceId, clientVersion }, this.#emitter, (pushes) =>
			this.#sync.take(pushes)
		);
		const ended = this.#link.ended.signal;
		this.#requests = new Requests(this.#link);
		this.#outbox = new Outbox(this.#requests, ended);
		this.drafts = new Drafts(this.#requests, this.#state);
		const lanes = new Lanes(this.#emitter, this.#requests, {
			onHandled: () => this.#sync.tellCursor(),
			onFault: (error) => this.#fault(error),
			ended
		});
		this.#sync = new Sync({ state: this.#state, lanes, emitter: this.#emitter }, this.#requests);
		if (cursor) this.#sync.resume(readResumePoint(cursor));
		this.#emitter.on('connected', () => {
			if (this.#sync.active) this.#pullAgain();
		});
		this.#link.connect();
	}

	get connected(): boolean {
		return this.#link.connected;
	}

	/** What `sync` keeps up to date. */
	get chats(): ReadonlyMap<string, Chat> {
		return this.#state.chats;
	}

	get users(): ReadonlyMap<string, User> {
		return this.#state.users;
	}

	/** Up to where everything is handled; null before the first `sync`. */
	get cursor(): string | null {
		return this.#sync.cursor;
	}

	/** Hears of something from now on; answers how to stop that. Messages of one chat wait for the promise of the one before. */
	on<Name extends ClientEventName>(name: Name, handler: Handler<Name>): () => void {
		return this.#emitter.on(name, handler);
	}

	/** Asks anything. @throws InklingError with the refusal. */
	async request<Name extends EventName>(
		name: Name,
		payload: Payload<Name>,
		options?: RequestOptions
	): Promise<Data<Name>> {
		return (await this.#requests.ask(name, payload, options)).data;
	}

	/** The same, with what accompanies the answer: whether there are more pages, say. */
	requestWithMeta<Name extends EventName>(
		name: Name,
		payload: Payload<Name>,
		options?: RequestOptions
	): Promise<{ data: Data<Name>; meta: Meta }> {
		return this.#requests.ask(name, payload, options);
	}

	/** Fetches the chats, people and drafts, and keeps up with them from now on, through lost connections. */
	async sync(): Promise<void> {
		if (!this.#sync.active) {
			const timer = setInterval(() => this.#pullAgain(), this.#syncEveryMs);
			this.#link.ended.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
		}
		await this.#sync.pull();
	}

	/** Whose token this is. */
	me(): Promise<User> {
		const asking = (this.#me ??= this.request('users.me', {}).catch((error: unknown) => {
			this.#me = null;
			throw error;
		}));
		return asking;
	}

	/** Who somebody is, asked of the server if nothing has told yet. */
	async user(id: string): Promise<User | undefined> {
		if (!this.#state.users.has(id)) {
			for (const user of await this.request('users.get', { userIds: [id] })) this.#state.applyUser(user);
		}
		return this.#state.users.get(id);
	}

	/** Sends a message once, however often it has to be tried. @throws InklingError with the refusal. */
	send(chatId: string, content: Content, options?: SendOptions): Promise<Message> {
		return this.#outbox.send(chatId, content, options);
	}

	/** Answers a message once for ever, also after a restart. `null`: it had been answered already, in other words. */
	async answer(message: Message, content: Content, { nth = 0 } = {}): Promise<Message | null> {
		const id = replyId(message.id, (await this.me()).id, nth);
		try {
			return await this.send(message.chatId, content, { id, replyTo: message.id });
		} catch (error) {
			if (isRefusal(error, 'conflict')) return null;
			throw error;
		}
	}

	/** The messages of a chat, page by page: the newest first, or from a place on. */
	messages(chatId: string, reading: Reading = {}): AsyncGenerator<Message, void> {
		return readMessages(this.#requests, chatId, reading);
	}

	markRead(chatId: string, seq: number): Promise<Data<'message.read'>> {
		return this.request('message.read', { chatId, seq });
	}

	/** Shows the others for 3 seconds that something is being written. Without a connection nobody would see it, so it is dropped. */
	async typing(chatId: string, on = true): Promise<void> {
		if (!this.connected) return;
		const name = on ? 'typing.start' : 'typing.stop';
		const answer = await this.#link.ask(name, { chatId }, this.#link.ended.signal);
		if (answer?.ok === false && answer.error.code !== 'rate_limited') throw toError(answer.error);
	}

	/** Ends when all is sent, or when the signal says so. Answers what was not acknowledged. */
	async close({ signal }: RequestOptions = {}): Promise<Unsent[]> {
		const patience =
			signal && new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
		if (!signal?.aborted) await Promise.race([this.#outbox.settled(), ...(patience ? [patience] : [])]);
		const unsent = this.#outbox.unsent();
		this.#link.end(
			'closed',
			'The client was closed. What was not answered yet may or may not have been done.'
		);
		return unsent;
	}

	#pullAgain(): void {
		this.#sync.pull().catch((error: unknown) => this.#fault(error));
	}

	/** A fault of the program is its own to catch, as any that nobody awaits. */
	#fault(error: unknown): void {
		if (error === this.#link.ended.signal.reason) return;
		queueMicrotask(() => {
			throw error;
		});
	}
}
