/** What a rule looks at: whether one is in the chat, and whether it has begun. */
export type ChatFacts = {
	isMember: boolean;
	isCreator: boolean;
	initiated: boolean;
};

/** A chat exists for its members; before its first message, for its creator alone. */
export function maySeeChat({ isMember, isCreator, initiated }: ChatFacts): boolean {
	return isMember && (initiated || isCreator);
}
