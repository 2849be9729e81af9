/** What the attributes of a list and of code may be. Without zod, because the editor goes by it too. */
export const listStartMax = 1_000_000_000;
export const listTypes = ['1', 'a', 'A', 'i', 'I'] as const;
export const languagePattern = /^[\w+#.-]{0,40}$/;

/** The number that a list begins with, or 1 if a document may not hold it. */
export function acceptableStart(start: unknown): number {
	return Number.isInteger(start) && Number(start) >= 0 && Number(start) <= listStartMax ? Number(start) : 1;
}

/** The language of code, or null if a document may not hold it. */
export function acceptableLanguage(language: unknown): string | null {
	return typeof language === 'string' && languagePattern.test(language) ? language : null;
}
