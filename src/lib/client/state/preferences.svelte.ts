const enterKey = 'inkling.enter';

function readEnter(): string | null {
	try {
		return localStorage.getItem(enterKey);
	} catch {
		// The browser keeps nothing for this page: the page itself then says so.
		return null;
	}
}

/** What a person chose for this browser; every tab that is opened from then on goes by it. */
class Preferences {
	#enterSends = $state(readEnter() !== 'breaks');

	/** Enter sends and Shift+Enter breaks the line, or the other way round. */
	get enterSends(): boolean {
		return this.#enterSends;
	}

	set enterSends(sends: boolean) {
		this.#enterSends = sends;
		localStorage.setItem(enterKey, sends ? 'sends' : 'breaks');
	}
}

export const preferences = new Preferences();
