import type { ChatContent } from '../../protocol/entities.ts';
import { applyContent } from '../mirror/apply-content.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { ChatRow } from '../mirror/rows.ts';
import type { Request } from './link.ts';
import { openChats } from './open-chats.ts';

const chatsMax = 50;

/** Brings the messages of all stale chats up to date, the open one first. Answers whether none is left. */
export async function pullContent(mirror: Mirror, request: Request): Promise<boolean> {
	for (;;) {
		const chats = await nextChats(mirror);
		if (chats.length === 0) return true;
		const reply = await request('chat.content.batch', { chats: chats.map(wanted) });
		if (!reply) return false;
		if (reply.ok) await applyAll(mirror, reply.data.chats);
		else if (reply.error.code === 'not_found') await giveUp(mirror, chats);
		else return false;
	}
}

/** A chat that was opened since it was asked for comes first all the same: somebody looks at it. */
async function applyAll(mirror: Mirror, contents: ChatContent[]): Promise<void> {
	const left = new Map(contents.map((content) => [content.chatId, content]));
	for (const { chatId } of contents) {
		for (const next of [...(await openChats(mirror)), chatId]) {
			const content = left.get(next);
			if (!content) continue;
			left.delete(next);
			await applyContent(mirror, content);
		}
	}
}

async function nextChats(mirror: Mirror): Promise<ChatRow[]> {
	const open = await mirror.chats.bulkGet(await openChats(mirror));
	const rest = await mirror.chats.where('contentStale').equals(1).limit(chatsMax).toArray();
	const stale = open.filter((chat) => chat?.contentStale === 1).filter((chat) => chat !== undefined);
	const byId = new Map([...stale, ...rest].map((chat) => [chat.id, chat]));
	return [...byId.values()].slice(0, chatsMax);
}

function wanted({ id, contentCursor }: ChatRow) {
	return contentCursor === undefined ? { chatId: id } : { chatId: id, cursor: contentCursor };
}

/** None of them is this person's any more; the next pull tells that they are removed. */
async function giveUp(mirror: Mirror, chats: ChatRow[]) {
	const error = { code: 'not_found', message: '' } as const;
	for (const { id } of chats) await applyContent(mirror, { chatId: id, error });
}
