/** A page of a list that is told in one direction. `more`: there is more that way; `passed`: there is some the other way. */
export type Listing<Item> = { items: Item[]; more: boolean; passed: boolean };

/** `found`: the page, and one more of the list if there is one. `limit`: so many a page holds. */
export function toListing<Item>(found: Item[], limit: number, passed: boolean): Listing<Item> {
	return { items: found.slice(0, limit), more: found.length > limit, passed };
}
