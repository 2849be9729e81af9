import type { Chat, Message } from '../../../src/lib/protocol/entities.ts';
import type { Request } from '../../../src/lib/client/sync/link.ts';
import { text } from '../../support/documents.ts';

export const me = 'ana';
export const chatIds = [1, 2, 3].map((n) => `0190a0b0-0000-7000-8000-00000000000${n}`);

/** A server as far as reading goes, in memory, for hundreds of runs: the real one is asked in history-budget.test.ts. */
export class ReadingServer {
	readonly #said = new Map<string, (Message & { stamp: number })[]>();
	/** What was there at the beginning is read. */
	readonly #read: number[];
	#stamp = 0;

	constructor(lengths: number[]) {
		for (const [index, id] of chatIds.entries()) {
			this.#said.set(id, []);
			this.say(id, lengths[index] ?? 0);
		}
		this.#read = lengths;
	}

	messages(chatId: string): Message[] {
		return (this.#said.get(chatId) ?? []).map(({ stamp: _, ...message }) => message);
	}

	/** Ben writes so many messages. Answers them, as they are pushed. */
	say(chatId: string, count: number): Message[] {
		const list = this.#said.get(chatId) ?? [];
		for (let n = 0; n < count; n++) {
			const seq = list.length + 1;
			list.push({
				id: `${chatId}-${seq}`,
				chatId,
				seq,
				senderId: 'ben',
				content: text(`Message ${seq}`),
				replyTo: null,
				attachments: [],
				mentions: [],
				reactions: [],
				createdAt: seq,
				editedAt: null,
				deletedAt: null,
				version: 0,
				pinnedAt: null,
				forwardedFrom: null,
				stamp: ++this.#stamp
			});
		}
		return count === 0 ? [] : this.messages(chatId).slice(-count);
	}

	/** Ben changes what he wrote there. */
	edit(chatId: string, seq: number): Message[] {
		const message = this.#said.get(chatId)?.[seq - 1];
		if (!message) return [];
		message.version += 1;
		message.content = text(`Message ${seq}, changed ${message.version} times`);
		message.stamp = ++this.#stamp;
		return this.messages(chatId).slice(seq - 1, seq);
	}

	pin(chatId: string, seq: number): Message[] {
		const [message] = this.edit(chatId, seq);
		const stored = this.#said.get(chatId)?.[seq - 1];
		if (!message || !stored) return [];
		stored.pinnedAt = this.#stamp;
		return [{ ...message, pinnedAt: this.#stamp }];
	}

	readonly request = ((event: string, payload: never) => {
		const data = this.#answer(event, payload);
		const error = { code: 'unavailable', message: 'Not here.' };
		return Promise.resolve(data === undefined ? { ok: false, error } : { ok: true, data });
	}) as unknown as Request;

	#answer(
		event: string,
		payload: { chatId: string; beforeSeq: number; chats: { chatId: string; cursor?: string }[] }
	) {
		if (event === 'sync.initial') {
			const chats = chatIds.map((id) => this.#chat(id));
			return { cursor: String(this.#stamp + 1), chats, drafts: [], users: [], hot: [], more: false };
		}
		if (event === 'chat.messages.get') {
			const { chatId, beforeSeq } = payload;
			return this.messages(chatId).slice(Math.max(0, beforeSeq - 61), beforeSeq - 1);
		}
		if (event !== 'chat.content.batch') return undefined;
		return { chats: payload.chats.map(({ chatId, cursor }) => this.#content(chatId, cursor)) };
	}

	#content(chatId: string, since?: string) {
		const list = this.#said.get(chatId) ?? [];
		const changed = since === undefined ? [] : list.filter(({ stamp }) => stamp >= Number(since));
		const gap = since === undefined || changed.length > 200;
		const messages = (gap ? list.slice(-50) : changed).map(({ stamp: _, ...message }) => message);
		return { chatId, cursor: String(this.#stamp + 1), messages, gap, lastSeq: list.length };
	}

	#chat(id: string): Chat {
		const said = this.messages(id);
		const readSeq = this.#read[chatIds.indexOf(id)] ?? 0;
		return {
			id,
			kind: 'group',
			title: 'Boats',
			titleVersion: 1,
			memberCount: 1,
			members: [{ userId: me, role: 'owner', readSeq: 0 }],
			myRole: 'owner',
			writers: 'all',
			firstSeq: 1,
			lastSeq: said.length,
			lastMessage: said.at(-1) ?? null,
			readSeq,
			unread: said.length - readSeq,
			mentions: 0,
			pinned: false,
			archived: false,
			mutedUntil: null,
			notify: null,
			unreadFrom: null,
			draftOnly: false,
			createdAt: 0,
			activeAt: 0,
			removed: false,
			revision: this.#stamp
		};
	}
}
