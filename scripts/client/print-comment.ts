/** Words as a comment above what they are about; they cannot end it. */
export function printComment(words: string | undefined): string {
	return words === undefined ? '' : `/** ${words.replaceAll('*/', String.raw`*\/`)} */\n`;
}
