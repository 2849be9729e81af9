import type { Chat } from '../../../protocol/entities.ts';
import { membersListedMax } from '../../store/listed-members.ts';
import { findBegun, findComings, type Comings } from '../../store/newcomers.ts';
import type { Db } from '../../store/open-store.ts';

/** The ids of all whom these chats name. */
export function peopleIn(chats: readonly Chat[]): string[] {
	const ids = new Set<string>();
	for (const { members, lastMessage } of chats) {
		for (const { userId } of members) ids.add(userId);
		if (lastMessage) ids.add(lastMessage.senderId);
	}
	return [...ids];
}

/**
 * The ids of those whom these chats name, and whom somebody may not know who knows all that was before the command `since`: in a
 * group that they know, those who came in since; elsewhere all.
 */
export async function findUnknownPeople(
	db: Db,
	userId: string,
	chats: readonly Chat[],
	since: number
): Promise<string[]> {
	const named = chats.filter(({ members }) => members.length > 0);
	const ids = named.filter(isNamedInFull).map(({ id }) => id);
	const comings = await findComings(db, ids, since);
	const begun = await findBegun(db, ids, since);
	const people = new Set<string>();
	for (const chat of named) {
		const moved = comings.get(chat.id);
		const known = isNamedInFull(chat) && !begun.has(chat.id) && wasKnown(chat, moved, userId);
		for (const id of known ? unknownIn(chat, moved) : peopleIn([chat])) people.add(id);
	}
	return [...people];
}

/**
 * Whether all in the chat are named to all of them as long as they are in it. A large group names whoever wrote last. A direct
 * chat comes and goes on a person's list, and one without messages with its draft.
 */
function isNamedInFull({ kind, draftOnly, removed, memberCount }: Chat): boolean {
	return kind === 'group' && !draftOnly && !removed && memberCount <= membersListedMax;
}

/** Whether this person was in it, and it was not too large then to name all. */
function wasKnown({ memberCount }: Chat, moved: Comings | undefined, userId: string): boolean {
	return !moved || (!moved.came.has(userId) && memberCount + moved.left <= membersListedMax);
}

/** Whoever wrote the last message may have come and gone meanwhile. */
function unknownIn({ members, lastMessage }: Chat, moved: Comings | undefined): string[] {
	const senderId = lastMessage?.senderId;
	return members
		.map(({ userId }) => userId)
		.filter((id) => moved?.came.has(id))
		.concat(senderId && !members.some(({ userId }) => userId === senderId) ? [senderId] : []);
}
