import type { Chat, MemberRole } from '../../protocol/entities.ts';

/** What a rule looks at: whose message it is, what the one who asks is in the chat, and what chat it is. */
export type MessageFacts = { isSender: boolean; role: MemberRole; kind: Chat['kind']; deleted: boolean };

/** The sender alone, as long as there is something to edit. */
export function mayEdit({ isSender, deleted }: MessageFacts): boolean {
	return isSender && !deleted;
}

/** The sender, and those who look after a group. Of the two in a direct chat nobody stands above the other. */
export function mayDelete({ isSender, role, kind }: MessageFacts): boolean {
	return isSender || (kind === 'group' && role !== 'member');
}

/** Both people of a direct chat, and those who look after a group. */
export function mayPin({ role, kind }: Pick<MessageFacts, 'role' | 'kind'>): boolean {
	return kind !== 'group' || role !== 'member';
}
