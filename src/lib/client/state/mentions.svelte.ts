import { cmp } from 'dexie';
import type { Mirror } from '../mirror/mirror.ts';
import type { MessageRow, Wanted } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

const page = 30;

/** The messages that mention this person, the newest first: those on this device, more of them on demand. */
export class Mentions {
	#size = $state(page);
	readonly #list: Live<MessageRow[]>;
	readonly #request: Live<Wanted<'mentions'> | undefined>;

	constructor(mirror: Mirror) {
		this.#list = new Live<MessageRow[]>([], () => read(mirror));
		this.#request = new Live<Wanted<'mentions'> | undefined>(undefined, async () => {
			const row = await mirror.requests.get('mentions');
			return row?.kind === 'mentions' ? row : undefined;
		});
	}

	get ready(): boolean {
		return this.#list.ready;
	}

	get list(): MessageRow[] {
		return this.#list.current.slice(0, this.#size);
	}

	/** There are more, here or on the server. */
	get hasMore(): boolean {
		return this.#list.current.length > this.#size || (this.#request.current?.hasBefore ?? false);
	}

	/** The server has been asked and has not answered. */
	get asking(): boolean {
		return this.#request.current?.state === 'waiting';
	}

	get error(): string | null {
		return this.#request.current?.error ?? null;
	}

	/** Shows a page more. Answers the message before which the server is to be asked, if this device has no more. */
	showMore(): string | null {
		const last = this.#list.current.at(-1);
		const here = this.#list.current.length > this.#size;
		this.#size += page;
		return here ? null : (last?.id ?? null);
	}
}

async function read(mirror: Mirror): Promise<MessageRow[]> {
	const rows = await mirror.messages.where('mentions').equals(mirror.userId).toArray();
	const chats = await mirror.chats.bulkGet([...new Set(rows.map((row) => row.chatId))]);
	const here = new Set(chats.flatMap((chat) => (chat && !chat.removed ? chat.id : [])));
	return rows
		.filter((row) => row.content !== null && row.senderId !== mirror.userId && here.has(row.chatId))
		.sort((one, other) => other.createdAt - one.createdAt || cmp(other.id, one.id));
}
