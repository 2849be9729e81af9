import type { ChatRow } from '../mirror/rows.ts';

const fewMax = 64;

/** The chats that are shown, pinned first, then by last activity; kept in order row by row. */
export class SortedChats {
	readonly #byId = new Map<string, ChatRow>();
	/** What of a chat stands in `unreadTotal`: whether it keeps still changes with the time, without a new row. */
	readonly #counted = new Map<string, number>();
	/** Replaced at every change, so that readers see by identity that it is another. */
	list: ChatRow[] = [];
	/** Without the chats that keep still; one that is only marked as unread counts as one. */
	unreadTotal = 0;
	mentionsTotal = 0;

	/** The chat with this id, shown or not. */
	byId(id: string): ChatRow | undefined {
		return this.#byId.get(id);
	}

	/** Takes rows that are new or changed. */
	take(rows: ChatRow[]) {
		if (rows.length === 0) return;
		const few = rows.length <= fewMax;
		const list = few ? [...this.list] : [];
		for (const row of rows) {
			const before = this.#byId.get(row.id);
			if (before && before.rev > row.rev) continue;
			this.#byId.set(row.id, row);
			this.#count(row);
			this.mentionsTotal += mentionsOf(row) - (before ? mentionsOf(before) : 0);
			if (few) move(list, before, row);
		}
		this.list = few ? list : [...this.#byId.values()].filter(isShown).sort(compare);
	}

	#count(row: ChatRow) {
		const unread = unreadOf(row);
		this.unreadTotal += unread - (this.#counted.get(row.id) ?? 0);
		this.#counted.set(row.id, unread);
	}
}

function isShown(chat: ChatRow): boolean {
	return chat.rank >= 0;
}

function unreadOf(chat: ChatRow): number {
	const still = chat.notify === 'none' || (chat.mutedUntil ?? 0) > Date.now();
	if (!isShown(chat) || still) return 0;
	return chat.unread || (chat.unreadFrom ? 1 : 0);
}

function mentionsOf(chat: ChatRow): number {
	return isShown(chat) ? chat.mentions : 0;
}

/** Negative if `a` stands above `b`. Ids decide between equals, so that the order never flickers. */
function compare(a: ChatRow, b: ChatRow): number {
	return b.rank - a.rank || b.activeAt - a.activeAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

function move(list: ChatRow[], before: ChatRow | undefined, after: ChatRow) {
	if (before && isShown(before)) list.splice(placeOf(list, before), 1);
	if (isShown(after)) list.splice(placeOf(list, after), 0, after);
}

/** The first place that does not stand above `chat`, by halving. */
function placeOf(list: ChatRow[], chat: ChatRow): number {
	let low = 0;
	let high = list.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const at = list[middle];
		if (at && compare(at, chat) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}
