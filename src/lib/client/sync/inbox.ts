import type { Push } from '../../protocol/pushes.ts';
import { apply, type Told } from '../mirror/apply.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { News } from '../mirror/news.ts';
import type { WithRoom } from './with-room.ts';

/**
 * Takes pushes in the order in which they came and writes them, those that came during a write in one transaction.
 * `onUnknown` is called when one speaks of a chat or a person that the mirror lacks, `onNews` when unread messages came.
 */
export class Inbox {
	readonly #mirror: Mirror;
	readonly #onUnknown: () => void;
	readonly #withRoom: WithRoom;
	readonly #onNews: (news: News[]) => void;
	#waiting: Push[] = [];
	#writing: Promise<void> | null = null;

	constructor(
		mirror: Mirror,
		onUnknown: () => void,
		withRoom: WithRoom,
		onNews: (news: News[]) => void = () => {}
	) {
		this.#mirror = mirror;
		this.#withRoom = withRoom;
		this.#onUnknown = onUnknown;
		this.#onNews = onNews;
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
				const { incomplete, news } = await this.#withRoom(() => apply(this.#mirror, told));
				if (news.length > 0) this.#onNews(news);
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

type Sorted = Required<Pick<Told, 'users' | 'chats' | 'messages' | 'drafts' | 'reads'>> &
	Pick<Told, 'notifications' | 'devicesChanged'>;

function sort(pushes: Push[]): Sorted {
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
	else if (name === 'notification.settings.updated') told.notifications = data;
	else if (name === 'devices.changed') told.devicesChanged = true;
	else if (name === 'draft.updated') told.drafts.push(data);
	else if (name === 'user.updated') told.users.push(data);
	else if (name === 'chat.initiated' || name === 'chat.updated' || name === 'chat.removed')
		told.chats.push(data);
	else if (name === 'server.notice') console.info(data.message);
}
