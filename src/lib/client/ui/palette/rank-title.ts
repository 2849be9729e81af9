/** How well a name fits what was typed: 0 begins with it, 1 one of its words does, 2 holds it; `null` not at all. */
export function rankTitle(title: string, wanted: string): 0 | 1 | 2 | null {
	const name = title.toLocaleLowerCase();
	const query = wanted.trim().toLocaleLowerCase();
	const at = name.indexOf(query);
	if (at < 0) return null;
	if (at === 0) return 0;
	return name.split(/[\s,]+/).some((word) => word.startsWith(query)) ? 1 : 2;
}

/** The first `max` of those that fit, the better ones first, else in the order in which they came. */
export function bestOf<Item>(
	items: readonly Item[],
	wanted: string,
	titleOf: (item: Item) => string,
	max: number
): Item[] {
	const ranked: Item[][] = [[], [], []];
	for (const item of items) {
		const rank = rankTitle(titleOf(item), wanted);
		if (rank !== null) ranked[rank]?.push(item);
	}
	return ranked.flat().slice(0, max);
}
