import { commit } from '../mirror/commit.ts';
import { mentionRequestOf } from '../mirror/mention-request.ts';
import type { Mirror } from '../mirror/mirror.ts';

/**
 * Asks sync for members of a chat whose names hold `query`, if the device does not know them all; they come through
 * `Mentionable`. Those that were found stay meanwhile.
 */
export async function seekMentionable(mirror: Mirror, chatId: string, query: string): Promise<void> {
	const id = mentionRequestOf(mirror);
	await commit(mirror, async () => {
		const chat = await mirror.chats.get(chatId);
		if (!chat || chat.members.length >= chat.memberCount) return;
		const before = await mirror.requests.get(id);
		const members = before?.kind === 'members' && before.chatId === chatId ? before.members : [];
		await mirror.requests.put({
			id,
			tab: mirror.tab,
			at: Date.now(),
			kind: 'members',
			chatId,
			query: query.slice(0, 100),
			after: null,
			state: 'waiting',
			members,
			total: 0,
			hasAfter: false
		});
	});
}

/** Nobody is looked for any more. */
export async function forgetMentionable(mirror: Mirror): Promise<void> {
	await mirror.requests.delete(mentionRequestOf(mirror));
}
