import type { User } from '../../protocol/entities.ts';
import { mentionRequestOf } from '../mirror/mention-request.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { Live } from './live.svelte.ts';

/** The others of a chat, who can be mentioned in it: those that the device knows, and those that the server found last. */
export class Mentionable {
	readonly #people: Live<User[]>;

	constructor(mirror: Mirror, chatId: string) {
		this.#people = new Live<User[]>([], () => readPeople(mirror, chatId));
	}

	get list(): User[] {
		return this.#people.current;
	}
}

async function readPeople(mirror: Mirror, chatId: string): Promise<User[]> {
	const members = (await mirror.chats.get(chatId))?.members ?? [];
	const request = await mirror.requests.get(mentionRequestOf(mirror));
	const found = request?.kind === 'members' && request.chatId === chatId ? request.members : [];
	const ids = new Set([...members, ...found].map((member) => member.userId));
	ids.delete(mirror.userId);
	const users = await mirror.users.bulkGet([...ids]);
	return users.filter((user) => user !== undefined);
}
