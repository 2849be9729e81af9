import type { Push } from '../../protocol/pushes.ts';
import { apply, type Told } from '../mirror/apply.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { WithRoom } from './with-room.ts';

/**
 * Takes pushes in the order in which they came and writes them, those that came during a write in one transaction.
 * `onUnknown` is called when one speaks of a chat or a person that the mirror lacks.
 */
export class Inbox {
	readonly #mirror: Mirror;
	readonly #onUnknown: () => void;
	readonly #withRoom: WithRoom;
	#waiting: Push[] = [];
	#writing: Promise<void> | null = null;

	constructor(mirror: Mirror, onUnknown: () => void, withRoom: WithRoom) {
		this.#mirror = mirror;
		this.#withRoom = withRoom;
		this.#onUnknown = onUnknown;
	}

	take(pushes: Push[]) {
		this.#waiting.push(...pushes);
		if (this.#waiting.length > 0) this.#writing ??= this.#write();
	}

	/** Resolves when all that was taken is written. */
	async settled(): Promise<void> {
		await this.#writing;
	}

	async #write() {
		while (this.#waiting.length > 0) {
			const told = sort(this.#waiting);
			this.#waiting = [];
			try {
				const { incomplete } = await this.#withRoom(() => apply(this.#mirror, told));
				if (incomplete) this.#onUnknown();
			} catch (error) {
				// Pushes are a shortcut: the next pull brings what could not be written.
				console.error('News could not be written on this device.', error);
			}
		}
		// In the same turn as the last look at what waits: what comes later must start it anew.
		this.#writing = null;
	}
}

function sort(pushes: Push[]): Required<Pick<Told, 'users' | 'chats' | 'messages' | 'drafts' | 'reads'>> {
	const told = { users: [], chats: [], messages: [], drafts: [], reads: [] } as ReturnType<typeof sort>;
	for (const push of pushes) put(told, push);
	return told;
}

function put(told: ReturnType<typeof sort>, [name, data]: Push) {
	switch (name) {
		case 'message.new':
		case 'message.edited':
		case 'message.deleted':
		case 'message.reacted':
		case 'message.pinned':
			return void told.messages.push(data);
		case 'chat.initiated':
		case 'chat.updated':
		case 'chat.removed':
			return void told.chats.push(data);
		case 'draft.updated':
			return void told.drafts.push(data);
		case 'message.read':
			return void told.reads.push(data);
		case 'user.updated':
			return void told.users.push(data);
		case 'server.notice':
			return console.info(data.message);
		case 'session.ended':
	}
}
