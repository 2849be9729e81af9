/** What kind of chat it becomes with these people, and who else is in it: oneself is in every chat, and alone writes notes. */
export function plannedChat(
	me: string,
	chosenIds: readonly string[]
): { kind: 'self' | 'direct' | 'group'; memberIds: string[] } {
	const memberIds = chosenIds.filter((id) => id !== me);
	if (memberIds.length > 1) return { kind: 'group', memberIds };
	return { kind: memberIds.length === 1 ? 'direct' : 'self', memberIds };
}
