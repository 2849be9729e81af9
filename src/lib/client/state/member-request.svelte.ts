import type { Mirror } from '../mirror/mirror.ts';
import type { RequestRow } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

/** What became of the change that this tab asked for last in one chat, since a time of this device's clock. */
export class MemberRequest {
	readonly #last: Live<RequestRow | undefined>;

	constructor(mirror: Mirror, chatId: string, since: number) {
		this.#last = new Live<RequestRow | undefined>(undefined, async () => {
			const rows = await mirror.requests
				.where('kind')
				.equals('change')
				.filter(
					(row) => row.kind === 'change' && row.chatId === chatId && row.tab === mirror.tab && row.at >= since
				)
				.sortBy('at');
			return rows.at(-1);
		});
	}

	/** Why it was refused. */
	get error(): string | null {
		const last = this.#last.current;
		return last?.kind === 'change' ? (last.error ?? null) : null;
	}
}
