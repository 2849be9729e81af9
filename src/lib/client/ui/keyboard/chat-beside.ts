type Listed = { id: string; unread: number; archived: boolean };

/**
 * The next chat of the list below (`step` 1) or above (-1) the open one, or the next one with unread messages; at the end of
 * the list it goes on at the other. Without an open chat: the first, or the last. `null`: there is none.
 */
export function chatBeside(
	chats: readonly Listed[],
	openId: string | undefined,
	{ step, unread }: { step: 1 | -1; unread: boolean }
): string | null {
	const listed = chats.filter((chat) => chat.id === openId || !chat.archived);
	const at = listed.findIndex((chat) => chat.id === openId);
	const start = at < 0 && step < 0 ? listed.length : at;
	for (let n = 1; n <= listed.length; n++) {
		const chat = listed[(start + n * step + 2 * listed.length) % listed.length];
		if (chat && chat.id !== openId && (!unread || chat.unread > 0)) return chat.id;
	}
	return null;
}
