import { Dexie } from 'dexie';
import { commit } from './commit.ts';
import { countAnew } from './count-history.ts';
import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';
import type { ChatRow } from './rows.ts';

const chatsAtOnce = 10;

/**
 * Forgets the messages of the chats that have been quiet for longest: opening one fetches them again. What the server
 * does not have stays, and so do the chats on a screen. Answers whether there was something to forget.
 */
export function makeRoom(mirror: Mirror): Promise<boolean> {
	return commit(mirror, async () => {
		const kept = await chatsInUse(mirror);
		const free = (chat: ChatRow) => chat.hasContent === true && !chat.local && !kept.has(chat.id);
		const chats = (await mirror.chats.filter(free).sortBy('activeAt')).slice(0, chatsAtOnce);
		for (const chat of chats) await forgetMessages(mirror, chat);
		return chats.length > 0;
	});
}

/** Those that a tab shows, and those with something unsent. */
async function chatsInUse(mirror: Mirror): Promise<Set<string>> {
	const shown = await mirror.requests.where('kind').equals('open').toArray();
	const unsent = await mirror.outbox.toArray();
	const edited = await mirror.edits.toArray();
	return new Set([...shown, ...unsent, ...edited].flatMap((row) => ('chatId' in row ? row.chatId : [])));
}

async function forgetMessages(mirror: Mirror, chat: ChatRow): Promise<void> {
	const { hasContent: _, contentCursor: __, contentStale: ___, ...rest } = chat;
	await mirror.messages
		.where('[chatId+seq]')
		.between([chat.id, Dexie.minKey], [chat.id, Dexie.maxKey])
		.delete();
	await countAnew(mirror, chat.id);
	await mirror.chats.put({ ...rest, rev: await nextRev(mirror) });
}
