/** When something was painted first, in ms from the navigation. `chatsBegun`: when the frame began in which the chats were. */
export type Seen = { chats: number; chatsBegun: number; readable: number; editable: number };

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
	const note = (name: Exclude<keyof Seen, 'chatsBegun'>) => {
		// A frame is painted before the next task.
		requestAnimationFrame(() => {
			if (name === 'chats') seen.chatsBegun ??= performance.now();
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => {
				seen[name] ??= performance.now();
				port1.close();
			};
			port2.postMessage(null);
		});
	};
	const look = () => {
		const chats = shows('nav a', 'Chat 1');
		if (chats) note('chats');
		if (chats && shows('[role=log] article', newest)) note('readable');
		if (shows('[role=textbox][aria-label=Message]', '')) note('editable');
	};
	new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}
