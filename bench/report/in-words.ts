/** A figure as it is read: as many digits as say something, and its unit. */
export function inWords(value: number, unit: string): string {
	return unit === '' ? short(value) : `${short(value)} ${unit}`;
}

/** Three digits or all of a whole number; a place for each thousand. */
export function short(value: number): string {
	if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
	return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}

/** A ratio, as in `1.52 times`. */
export function timesInWords(ratio: number): string {
	return `${ratio >= 100 ? short(ratio) : ratio.toFixed(2)} times`;
}
