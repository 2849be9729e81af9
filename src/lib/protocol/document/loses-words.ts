/** So many characters written over at once are worth keeping. */
const lossMin = 20;

/**
 * Whether a text that takes the place of an earlier one loses words that the person may want back: a longer stretch of
 * it, or all of it. What the new text still contains is not lost, and a corrected word is no loss.
 */
export function losesWords(earlier: string, next: string): boolean {
	const before = earlier.trim();
	if (before === '' || next.includes(before)) return false;
	const lost = lostBetween(before.split(/\s+/), next.trim().split(/\s+/));
	if (lost.kept === 0) return !isCorrection(before, next.trim());
	return lost.characters >= lossMin;
}

/** What stands between the common start and the common end. */
function lostBetween(before: string[], after: string[]): { kept: number; characters: number } {
	const start = common(before, after);
	const end = common(before.slice(start).reverse(), after.slice(start).reverse());
	const lost = before.slice(start, before.length - end);
	return { kept: start + end, characters: lost.join(' ').length };
}

/** Another spelling of the same: at least half of it is as it was. */
function isCorrection(before: string, after: string): boolean {
	const start = common([...before], [...after]);
	const end = common([...before].slice(start).reverse(), [...after].slice(start).reverse());
	return start + end >= before.length / 2;
}

/** How many first items two lists share. */
function common(one: string[], other: string[]): number {
	const differs = one.findIndex((item, index) => item !== other[index]);
	return differs < 0 ? one.length : differs;
}
