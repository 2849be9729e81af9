import type { Meta } from '../../../protocol/envelope.ts';
import type { Listing } from '../../store/listing.ts';

/** Answers the page, and tells in `meta` on which sides of it there is more. `onward`: what a request names to go on. */
export function tellPage<Item>(meta: Meta, onward: 'before' | 'after', listing: Listing<Item>): Item[] {
	const { items, more, passed } = listing;
	meta.hasBefore = onward === 'before' ? more : passed;
	meta.hasAfter = onward === 'after' ? more : passed;
	return items;
}
