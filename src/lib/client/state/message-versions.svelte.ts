import type { MessageVersion } from '../../protocol/entities.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { RequestRow } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

/** What an own message said before, as the server tells it. */
export class MessageVersions {
	readonly #request: Live<RequestRow | undefined>;

	constructor(mirror: Mirror, messageId: string) {
		this.#request = new Live<RequestRow | undefined>(undefined, () =>
			mirror.requests.get(`versions:${messageId}`)
		);
	}

	/** The newest first. */
	get list(): MessageVersion[] {
		const request = this.#request.current;
		return request?.kind === 'versions' ? request.versions.toReversed() : [];
	}

	/** The server has not answered yet. */
	get waiting(): boolean {
		const request = this.#request.current;
		return request === undefined || request.state === 'waiting';
	}

	get error(): string | null {
		const request = this.#request.current;
		return request?.kind === 'versions' ? (request.error ?? null) : null;
	}
}
