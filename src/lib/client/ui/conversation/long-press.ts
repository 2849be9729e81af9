const heldMs = 450;
/** A finger is never quite still. */
const stillPx = 10;

/** An attachment that calls when a finger rests on the element; scrolling and a mouse are no such thing. */
export function longPress(call: (element: HTMLElement) => void) {
	return (element: HTMLElement) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let from = { x: 0, y: 0 };
		const cancel = () => clearTimeout(timer);
		const down = ({ pointerType, isPrimary, clientX: x, clientY: y }: PointerEvent) => {
			cancel();
			if (pointerType !== 'touch' || !isPrimary) return;
			from = { x, y };
			timer = setTimeout(() => call(element), heldMs);
		};
		const move = ({ clientX, clientY }: PointerEvent) => {
			if (Math.hypot(clientX - from.x, clientY - from.y) > stillPx) cancel();
		};
		// The browser's own menu for a resting finger would stand over the one that is called.
		const menu = (event: Event) => {
			if (event instanceof PointerEvent && event.pointerType === 'touch') event.preventDefault();
		};
		const listeners = [
			['pointerdown', down],
			['pointermove', move],
			['pointerup', cancel],
			['pointercancel', cancel],
			['contextmenu', menu]
		] as [string, EventListener][];
		for (const [name, listener] of listeners) element.addEventListener(name, listener);
		return () => {
			cancel();
			for (const [name, listener] of listeners) element.removeEventListener(name, listener);
		};
	};
}
