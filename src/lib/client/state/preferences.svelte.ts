const enterKey = 'inkling.enter';
const undoKey = 'inkling.undo-send';
const notifyKey = 'inkling.notify';
const notifyTextKey = 'inkling.notify-text';
const notifyOfferKey = 'inkling.notify-offered';

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
	#notifies = $state(read(notifyKey) !== 'off');
	#notificationsShowText = $state(read(notifyTextKey) !== 'off');
	#notificationsOffered = $state(read(notifyOfferKey) === 'yes');

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

	/** This device shows notifications, if the browser lets it. */
	get notifies(): boolean {
		return this.#notifies;
	}

	set notifies(on: boolean) {
		this.#notifies = on;
		localStorage.setItem(notifyKey, on ? 'on' : 'off');
	}

	/** The words of a message may stand in a notification, where others may see them. */
	get notificationsShowText(): boolean {
		return this.#notificationsShowText;
	}

	set notificationsShowText(on: boolean) {
		this.#notificationsShowText = on;
		localStorage.setItem(notifyTextKey, on ? 'on' : 'off');
	}

	/** This person has been offered notifications here and has answered. */
	get notificationsOffered(): boolean {
		return this.#notificationsOffered;
	}

	set notificationsOffered(offered: boolean) {
		this.#notificationsOffered = offered;
		localStorage.setItem(notifyOfferKey, offered ? 'yes' : 'no');
	}
}

export const preferences = new Preferences();
