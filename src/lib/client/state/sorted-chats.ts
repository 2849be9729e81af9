import type { ChatRow } from '../mirror/rows.ts';

const fewMax = 64;

/** The chats that are shown, pinned first, then by last activity; kept in order row by row. */
export class SortedChats {
	readonly #byId = new Map<string, ChatRow>();
	/** Replaced at every change, so that readers see by identity that it is another. */
	list: ChatRow[] = [];
	unreadTotal = 0;

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
			this.unreadTotal += unreadOf(row) - (before ? unreadOf(before) : 0);
			if (few) move(list, before, row);
		}
		this.list = few ? list : [...this.#byId.values()].filter(isShown).sort(compare);
	}
}

function isShown(chat: ChatRow): boolean {
	return chat.rank >= 0;
}

function unreadOf(chat: ChatRow): number {
	return isShown(chat) ? chat.unread : 0;
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
