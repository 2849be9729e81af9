const texts = new WeakMap<object, string>();

/**
 * The JSON of what is told, made once: whoever sent a message is answered with what the others are told. What was asked about
 * before may not have changed since.
 */
export function jsonOf(told: object): string {
	let text = texts.get(told);
	if (text === undefined) texts.set(told, (text = JSON.stringify(told)));
	return text;
}
