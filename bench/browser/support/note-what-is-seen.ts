/** When something was painted first, in ms from the navigation. */
export type Seen = { chats: number; readable: number; editable: number };

/**
 * In the page, before anything of it runs: notes when the list of chats is there, when also this message can be read, and
 * when one can write. From outside one looks now and then.
 */
export function noteWhatIsSeen(newest: string) {
	const seen: Partial<Seen> = {};
	Object.assign(window, { seen });
	const shows = (selector: string, words: string) =>
		[...document.querySelectorAll(selector)].some(
			(element) =>
				element.textContent?.includes(words) && element.checkVisibility({ visibilityProperty: true })
		);
	/** Those that are there, and will be painted by the frame that is being made or by the next one. */
	const there = new Set<keyof Seen>();
	const look = () => {
		const chats = shows('nav a', 'Chat 1');
		if (chats) there.add('chats');
		if (chats && shows('[role=log] article', newest)) there.add('readable');
		if (shows('[role=textbox][aria-label=Message]', '')) there.add('editable');
	};
	new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
	// Every frame is looked at: a list that measures itself shows its rows after the frame has begun, and they are in it.
	const { port1, port2 } = new MessageChannel();
	const begin = () => port2.postMessage(null);
	port1.onmessage = () => {
		// A frame is painted before the next task. What a task before this one shows is noted a frame too early; there seldom is one.
		for (const name of there) seen[name] ??= performance.now();
		requestAnimationFrame(begin);
	};
	requestAnimationFrame(begin);
}
