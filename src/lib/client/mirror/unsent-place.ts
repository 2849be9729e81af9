/** The place of an unsent message: behind every `seq` there can be, in the order of the outbox. */
export function unsentPlace(n: number): number {
	return 2 ** 40 + n;
}
