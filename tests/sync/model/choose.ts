/** One of them by any number, or `undefined` if there are none. */
export function choose<Thing>(things: Thing[], index: number): Thing | undefined {
	return things[index % things.length];
}
