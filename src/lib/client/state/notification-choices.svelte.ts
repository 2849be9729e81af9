import type { NotificationSettings } from '../../protocol/entities.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { readNotificationChoices } from '../mirror/notification-choices.ts';
import { Live } from './live.svelte.ts';

/** What this person wants to be told of, on all their devices. */
export class NotificationChoices {
	readonly #choices: Live<Awaited<ReturnType<typeof readNotificationChoices>> | undefined>;

	constructor(mirror: Mirror) {
		this.#choices = new Live<Awaited<ReturnType<typeof readNotificationChoices>> | undefined>(undefined, () =>
			readNotificationChoices(mirror)
		);
	}

	/** `undefined` until the mirror has been read. */
	get settings(): NotificationSettings | undefined {
		return this.#choices.current?.settings;
	}

	/** The choice has not reached the server. */
	get waits(): boolean {
		return this.#choices.current?.waits ?? false;
	}
}
