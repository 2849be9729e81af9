/** So many connections are opened at once. */
const atOnce = 50;

/** Makes so many things, some at a time, in order. */
export async function inTurns<Made>(count: number, make: (index: number) => Promise<Made>): Promise<Made[]> {
	const made: Made[] = [];
	while (made.length < count) {
		const next = Array.from({ length: Math.min(atOnce, count - made.length) }, (_, index) =>
			make(made.length + index)
		);
		made.push(...(await Promise.all(next)));
	}
	return made;
}
