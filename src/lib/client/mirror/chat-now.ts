import type { Mirror } from './mirror.ts';

/** The chat that holds by now what belongs to `chatId`: another one may have taken its place. Call it inside `commit`. */
export async function chatNow(mirror: Mirror, chatId: string): Promise<string> {
	const movedTo = (await mirror.chats.get(chatId))?.movedTo;
	return movedTo === undefined ? chatId : chatNow(mirror, movedTo);
}
