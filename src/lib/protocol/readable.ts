/** The pattern of braille without dots is the one sign that is not white space, is drawn as nothing, and says so nowhere. */
const visible = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a text has anything to read: white space and characters that are not drawn count as nothing. */
export function isReadable(text: string): boolean {
	return visible.test(text);
}
