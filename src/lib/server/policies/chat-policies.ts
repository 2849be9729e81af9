import type { Chat } from '../../protocol/entities.ts';

/** What a rule looks at: whether one is in the chat, and whether it has begun or is gone. */
export type ChatFacts = {
	isMember: boolean;
	isCreator: boolean;
	initiated: boolean;
	deleted: boolean;
};

/** A chat exists for its members; before its first message, for its creator alone; once deleted, for nobody. */
export function maySeeChat({ isMember, isCreator, initiated, deleted }: ChatFacts): boolean {
	return !deleted && isMember && (initiated || isCreator);
}

/** What one person is in a chat of which kind. */
export type Standing = Pick<Chat, 'kind' | 'writers'> & { role: Chat['myRole'] };

/** Everybody, or in a chat of announcements those who look after it. */
export function mayWrite({ writers, role }: Standing): boolean {
	return writers === 'all' || role !== 'member';
}

/** A group's title is its members'; that of announcements belongs to those who write them. */
export function mayRename(standing: Standing): boolean {
	return standing.kind === 'group' && mayWrite(standing);
}

/** Those who look after a group say who writes in it. */
export function mayChooseWriters({ kind, role }: Standing): boolean {
	return kind === 'group' && role !== 'member';
}

/** A group is its owner's to destroy. Everybody has their own copy of the rest, and deletes that. */
export function mayDeleteChat({ kind, role }: Standing): boolean {
	return kind !== 'group' || role === 'owner';
}
