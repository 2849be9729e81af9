/**
 * In the place of `@floating-ui/dom`, with which `@tiptap/suggestion` can put a list on the page. Ours is put there by its own
 * component, so nothing is measured and nothing moved: only the two that it names beforehand are ever called.
 */
export const offset = (): null => null;
export const flip = (): null => null;

export function computePosition(): never {
	throw new Error('Nothing floats here: the list of people has a place of its own.');
}
export const autoUpdate = computePosition;
