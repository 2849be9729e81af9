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

/** Pushes that bear a whole message. */
type AboutMessage = Extract<
	Push,
	[`message.${'new' | 'edited' | 'deleted' | 'reacted' | 'pinned'}`, unknown]
>;

function isAboutMessage(push: Push): push is AboutMessage {
	return push[0].startsWith('message.') && push[0] !== 'message.read';
}

/** Who is there and who types is of the moment, and a session's end is the link's matter: neither is written. */
function put(told: ReturnType<typeof sort>, push: Push) {
	if (isAboutMessage(push)) return void told.messages.push(push[1]);
	const [name, data] = push;
	if (name === 'message.read') told.reads.push(data);
	else if (name === 'draft.updated') told.drafts.push(data);
	else if (name === 'user.updated') told.users.push(data);
	else if (name === 'chat.initiated' || name === 'chat.updated' || name === 'chat.removed')
		told.chats.push(data);
	else if (name === 'server.notice') console.info(data.message);
}
