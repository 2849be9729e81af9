const enterKey = 'inkling.enter';
const undoKey = 'inkling.undo-send';

/** For how many seconds a message can be taken back; 0 = it goes at once. */
export const undoSendChoices = [0, 5, 10, 20, 30] as const;

function read(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		// The browser keeps nothing for this page: the page itself then says so.
		return null;
	}
}

function readUndoSeconds(): number {
	const seconds = Number(read(undoKey));
	return undoSendChoices.find((choice) => choice === seconds) ?? 0;
}

/** What a person chose for this browser; every tab that is opened from then on goes by it. */
class Preferences {
	#enterSends = $state(read(enterKey) !== 'breaks');
	#undoSendSeconds = $state(readUndoSeconds());

	/** Enter sends and Shift+Enter breaks the line, or the other way round. */
	get enterSends(): boolean {
		return this.#enterSends;
	}

	set enterSends(sends: boolean) {
		this.#enterSends = sends;
		localStorage.setItem(enterKey, sends ? 'sends' : 'breaks');
	}

	/** One of `undoSendChoices`. */
	get undoSendSeconds(): number {
		return this.#undoSendSeconds;
	}

	set undoSendSeconds(seconds: number) {
		this.#undoSendSeconds = seconds;
		localStorage.setItem(undoKey, String(seconds));
	}
}

export const preferences = new Preferences();
