import type { Chat } from '../../protocol/entities.ts';

/** `wantedTitle`: the name that this person gave it just now, which goes before the one that the server knows. */
type Titled = Pick<Chat, 'kind' | 'title' | 'members' | 'memberCount'> & { wantedTitle?: string };

/** What a chat is called on this person's screen; `nameOf` gives a person's display name. */
export function chatTitle(chat: Titled, me: string, nameOf: (userId: string) => string): string {
	const title = chat.wantedTitle ?? chat.title;
	if (title !== null && title.trim() !== '') return title;
	if (chat.kind === 'self') return 'Notes to self';
	const others = otherMembers(chat, me);
	if (others.length === 0) return 'Just you';
	const names = others.slice(0, 4).map(nameOf);
	const rest = chat.memberCount - 1 - names.length;
	return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
}

/** The ids of everyone in a chat but this person, as far as they are known. */
export function otherMembers(chat: Pick<Chat, 'members'>, me: string): string[] {
	return chat.members.map((member) => member.userId).filter((userId) => userId !== me);
}
