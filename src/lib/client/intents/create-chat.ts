import { newId } from '../../protocol/ids.ts';
import { commit } from '../mirror/commit.ts';
import { nextRev } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { ChatRow } from '../mirror/rows.ts';

type NewChat = { kind: 'direct' | 'group' | 'self'; memberIds: string[]; title?: string };

/**
 * Makes a chat that can be written in at once, online or not. A direct chat with somebody, and the notes to oneself,
 * exist once: then the id of that one is the answer.
 */
export function createChat(mirror: Mirror, { kind, memberIds, title }: NewChat): Promise<{ chatId: string }> {
	const others = [...new Set(memberIds)].filter((memberId) => memberId !== mirror.userId);
	const directWith = { group: undefined, self: mirror.userId, direct: others[0] }[kind];
	return commit(mirror, async () => {
		const known = directWith ? await mirror.chats.where('directWith').equals(directWith).toArray() : [];
		const existing = known.find((chat) => !chat.removed && !chat.going) ?? known.find(isOnlyHidden);
		if (existing) return show(mirror, existing);
		const chatId = newId();
		const at = Date.now();
		await mirror.outbox.add({
			key: `create:${chatId}`,
			chatId,
			at,
			holdUntil: 0,
			state: 'waiting',
			event: 'chat.create',
			payload: { id: chatId, kind, memberIds: others, ...(title ? { title } : {}) }
		});
		const chat = localChat(mirror.userId, { id: chatId, kind, title: title ?? null, at }, others);
		await mirror.chats.add({ ...chat, ...(directWith ? { directWith } : {}), rev: await nextRev(mirror) });
		return { chatId };
	});
}

/** Off the list because its draft was emptied; it is there all the same. */
function isOnlyHidden(chat: ChatRow): boolean {
	return chat.draftOnly && chat.movedTo === undefined;
}

async function show(mirror: Mirror, chat: ChatRow): Promise<{ chatId: string }> {
	if (chat.removed) {
		await mirror.chats.put({ ...chat, removed: false, rank: 0, rev: await nextRev(mirror) });
	}
	return { chatId: chat.id };
}

type Made = Pick<ChatRow, 'id' | 'kind' | 'title'> & { at: number };

function localChat(me: string, { id, kind, title, at }: Made, others: string[]): Omit<ChatRow, 'rev'> {
	const self = { userId: me, role: 'owner' as const, readSeq: 0 };
	const members = [self, ...others.map((userId) => ({ userId, role: 'member' as const, readSeq: 0 }))];
	return {
		id,
		kind,
		title,
		titleVersion: 0,
		memberCount: members.length,
		members,
		myRole: 'owner',
		writers: 'all',
		firstSeq: 1,
		lastSeq: 0,
		lastMessage: null,
		readSeq: 0,
		unread: 0,
		mentions: 0,
		pinned: false,
		archived: false,
		mutedUntil: null,
		notify: null,
		unreadFrom: null,
		draftOnly: true,
		createdAt: at,
		activeAt: at,
		removed: false,
		revision: 0,
		rank: 0,
		local: true
	};
}
