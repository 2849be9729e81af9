import { io, type Socket } from 'socket.io-client';
import type { Emitter } from './emitter.ts';
import type { Answer, EventName, Payload, PushData, PushName } from './events.ts';
import { InklingError, type InklingErrorCode } from './inkling-error.ts';
import { backoff, untilAborted } from './pause.ts';
import { traits } from './traits.ts';
import { whyUnreachable } from './why-unreachable.ts';
import { PROTOCOL } from './wire.ts';

export type LinkSettings = {
	url: string;
	token?: string | undefined;
	deviceId: string;
	clientVersion: string;
};

type ConnectError = Error & { data?: { code?: string }; description?: unknown };

export type Push = { [Name in PushName]: [name: Name, data: PushData<Name>] }[PushName];

/** An answer that takes longer is given up with its connection, and asked for again over the next one. */
const answerMaxMs = 30_000;

/** None of these ends by itself: a person has to do something, so asking again is of no use. */
const finalCodes: string[] = [
	'unauthenticated',
	'reauth_required',
	'origin_rejected',
	'protocol_unsupported',
	'forbidden'
];

/** The connection, made anew whenever it is lost, until the server says that it is over or `close` is called. */
export class Link {
	/** Aborted, with the reason, once there will be no connection any more. */
	readonly ended = new AbortController();
	readonly #socket: Socket;
	readonly #emitter: Emitter;
	readonly #url: string;
	#connectedBefore = false;
	#refusals = 0;
	/** How many tries in a row have led to no connection. */
	#tries = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(settings: LinkSettings, emitter: Emitter, onPushes: (pushes: Push[]) => void) {
		const { url, token, deviceId, clientVersion } = settings;
		this.#emitter = emitter;
		this.#url = url;
		this.#socket = io(url, {
			autoConnect: false,
			forceNew: true,
			transports: ['websocket'],
			reconnectionDelay: 500,
			reconnectionDelayMax: 30_000,
			auth: {
				protocol: PROTOCOL,
				clientVersion,
				...(token === undefined ? { deviceId, ...traits() } : { token })
			}
		});
		this.#socket.on('connect', () => this.#connected());
		this.#socket.on('disconnect', (reason) => this.#disconnected(reason));
		this.#socket.on('connect_error', (error: ConnectError) => this.#notConnected(error));
		this.#socket.on('session.ended', ({ code }: PushData<'session.ended'>) =>
			this.end(code, 'The session has ended. What was not answered yet may or may not have been done.')
		);
		this.#socket.onAny((name: string, data: unknown) =>
			onPushes(name === 'batch' ? (data as { events: Push[] }).events : [[name, data] as Push])
		);
	}

	connect(): void {
		this.#socket.connect();
	}

	get connected(): boolean {
		return this.#socket.connected;
	}

	/** For good: whoever waits for an answer gets the reason. */
	end(code: InklingErrorCode, message: string): void {
		if (this.ended.signal.aborted) return;
		clearTimeout(this.#timer);
		const error = new InklingError(code, message);
		this.ended.abort(error);
		this.#socket.disconnect();
		if (code !== 'closed') void this.#emitter.emit('stopped', error);
	}

	/** Resolves as soon as a connection stands. @throws the reason of the signal. */
	async standing(signal: AbortSignal): Promise<void> {
		if (this.#socket.connected) return;
		await untilAborted(signal, (resolve) => {
			this.#socket.once('connect', resolve);
			return () => this.#socket.off('connect', resolve);
		});
	}

	/** Asks once. `null`: no answer came, so that nobody knows whether it was done. */
	async ask<Name extends EventName>(
		name: Name,
		payload: Payload<Name>,
		signal: AbortSignal
	): Promise<Answer<Name> | null> {
		const asking = this.#socket.timeout(answerMaxMs).emitWithAck(name, payload) as Promise<Answer<Name>>;
		const answer = asking.catch(() => {
			// No answer in all that time: the other end may be gone without a word.
			if (this.#socket.connected && !signal.aborted) this.#socket.io.engine.close();
			return null;
		});
		// Where a heartbeat is overdue, as after a sleep, socket.io drops the connection and leaves the answer open.
		const gone = untilAborted<null>(signal, (resolve) => {
			const onGone = () => resolve(null);
			this.#socket.once('disconnect', onGone);
			const forget = () => this.#socket.off('disconnect', onGone);
			void answer.then(forget).then(onGone);
			return forget;
		});
		return Promise.race([answer, gone]);
	}

	#connected(): void {
		this.#refusals = 0;
		this.#tries = 0;
		const again = this.#connectedBefore;
		this.#connectedBefore = true;
		void this.#emitter.emit('connected', { again });
	}

	#notConnected(error: ConnectError): void {
		if (this.ended.signal.aborted) return;
		const code = error.data?.code;
		if (code !== undefined && finalCodes.includes(code)) {
			this.end(code as InklingErrorCode, error.message);
			return;
		}
		if (!this.#socket.active) this.#connectLater();
		const trouble = { message: whyUnreachable(this.#url, error), tries: ++this.#tries };
		void this.#emitter.emit('unreachable', trouble);
	}

	#disconnected(reason: string): void {
		if (this.ended.signal.aborted) return;
		void this.#emitter.emit('disconnected', { reason });
		// socket.io comes back by itself, but not when it was the server that ended the connection: it restarts.
		if (!this.#socket.active) this.#connectLater();
	}

	#connectLater(): void {
		this.#timer = setTimeout(() => this.#socket.connect(), backoff(this.#refusals++));
	}
}
