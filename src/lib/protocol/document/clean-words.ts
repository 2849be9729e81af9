// eslint-disable-next-line no-control-regex -- the control characters are what is looked for
const controls = /[\u0000-\u0008\u000e-\u001f\u007f]/g;

/**
 * The text without what no document may hold: control characters are invisible, so nobody could find and take them out.
 * The line breaks of word processors (vertical tab, form feed) become `lineBreak`, lone surrogates U+FFFD.
 */
export function cleanWords(text: string, lineBreak: string): string {
	return text
		.toWellFormed()
		.replace(/[\v\f]/g, lineBreak)
		.replace(controls, '');
}
