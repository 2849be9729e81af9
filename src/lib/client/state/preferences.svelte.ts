const enterKey = 'inkling.enter';

/** What a person chose for this browser; every tab that is opened from then on goes by it. */
class Preferences {
	#enterSends = $state(localStorage.getItem(enterKey) !== 'breaks');

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
