import type { Data, EventName, Payload } from './events.ts';
import { isRefusal, toError } from './inkling-error.ts';
import type { Link } from './link.ts';
import type { Meta } from './wire.ts';
import { backoff, pause } from './pause.ts';

export type RequestOptions = {
	/** Ends the waiting. The request may have been done all the same; asked again it is done once. */
	signal?: AbortSignal | undefined;
};

/**
 * Asks the server, through lost connections and answers: every request may come twice, the second time changes nothing.
 * @throws InklingError with the refusal.
 */
export class Requests {
	readonly #link: Link;

	constructor(link: Link) {
		this.#link = link;
	}

	async ask<Name extends EventName>(
		name: Name,
		payload: Payload<Name>,
		options: RequestOptions = {}
	): Promise<{ data: Data<Name>; meta: Meta }> {
		const signal = this.#signalOf(options);
		for (;;) {
			await this.#link.standing(signal);
			const answer = await this.#link.ask(name, payload, signal);
			if (answer?.ok) return { data: answer.data, meta: answer.meta ?? {} };
			if (!answer) continue;
			const error = toError(answer.error);
			if (!isRefusal(error, 'unauthenticated', 'reauth_required')) throw error;
			this.#link.end(error.code, error.message);
			signal.throwIfAborted();
		}
	}

	/** The same, and waits where the server has no time now. */
	async askPatiently<Name extends EventName>(
		name: Name,
		payload: Payload<Name>,
		options: RequestOptions = {}
	): Promise<{ data: Data<Name>; meta: Meta }> {
		for (let failures = 0; ; failures++) {
			try {
				return await this.ask(name, payload, options);
			} catch (error) {
				if (!isRefusal(error, 'unavailable', 'rate_limited')) throw error;
				await pause(error.retryAfterMs ?? backoff(failures), this.#signalOf(options));
			}
		}
	}

	#signalOf({ signal }: RequestOptions): AbortSignal {
		const { ended } = this.#link;
		return signal ? AbortSignal.any([signal, ended.signal]) : ended.signal;
	}
}
