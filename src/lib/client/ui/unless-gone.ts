/**
 * For the `close` event of a dialog, which the browser sends in a task of its own after it has closed
 * (https://html.spec.whatwg.org/multipage/interactive-elements.html#close-the-dialog): by then something else may stand in its place,
 * and that is not to be closed.
 */
export function unlessGone(close: () => void): (event: Event) => void {
	return ({ currentTarget }) => {
		if ((currentTarget as Element).isConnected) close();
	};
}
