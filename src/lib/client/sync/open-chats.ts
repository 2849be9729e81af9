import type { Mirror } from '../mirror/mirror.ts';

/** The chats on the screens of this browser's tabs, the one opened last first. */
export async function openChats(mirror: Mirror): Promise<string[]> {
	const rows = await mirror.requests.where('kind').equals('open').toArray();
	const ids = rows
		.sort((one, other) => other.at - one.at)
		.flatMap((row) => (row.kind === 'open' ? [row.chatId] : []));
	return [...new Set(ids)];
}
