import type { Mirror } from '../../../../src/lib/client/mirror/mirror.ts';
import type { ChatRow } from '../../../../src/lib/client/mirror/rows.ts';
import type { Chat, Draft, Message } from '../../../../src/lib/protocol/entities.ts';
import { viewFor, type Invariant } from '../outcome.ts';
import type { View } from '../view.ts';

/** Each mirror says what the server would tell a new device. */
export const mirrorsConverge: Invariant = async ({ mirrors, views }) => {
	const found = await Promise.all(
		mirrors.map(async (mirror, index) => {
			const view = viewFor(mirror, views);
			const faults = [
				...(await compareChats(mirror, view)),
				...(await compareDrafts(mirror, view)),
				...(await compareMessages(mirror, view))
			];
			return faults.map((fault) => `browser ${index}: ${fault}`);
		})
	);
	return found.flat();
};

async function compareChats(mirror: Mirror, { chats }: View): Promise<string[]> {
	const listed = (await mirror.chats.toArray()).filter((row) => !row.removed);
	const ids = new Set([...listed, ...chats].map((chat) => chat.id));
	return [...ids].flatMap((id) => {
		const here = listed.find((chat) => chat.id === id);
		const there = chats.find((chat) => chat.id === id);
		return differ(`chat ${id}`, here && ofChat(here), there && ofChat(there));
	});
}

function ofChat(chat: Chat | ChatRow) {
	const { kind, title, titleVersion, memberCount, lastSeq, readSeq, unread, mentions, draftOnly } = chat;
	const { myRole, writers, pinned, archived, mutedUntil, notify = null, unreadFrom = null } = chat;
	const members = chat.members.map(({ userId, role, readSeq: seq }) => `${userId} ${role} ${seq}`).sort();
	const last = chat.lastMessage && ofMessage(chat.lastMessage);
	return {
		kind,
		title,
		titleVersion,
		memberCount,
		lastSeq,
		readSeq,
		unread,
		mentions,
		draftOnly,
		myRole,
		writers,
		pinned,
		archived,
		mutedUntil,
		notify,
		unreadFrom,
		members,
		last
	};
}

async function compareDrafts(mirror: Mirror, { drafts, chats }: View): Promise<string[]> {
	const rows = await mirror.drafts.toArray();
	return chats.flatMap(({ id }) => {
		const here = rows.find((row) => row.chatId === id);
		const there = drafts.find((draft) => draft.chatId === id);
		const unsynced = here?.unsynced ? [`the draft of ${id} is not synchronised`] : [];
		return [...unsynced, ...differ(`draft of ${id}`, ofDraft(here), ofDraft(there))];
	});
}

/** Of a tombstone a new device hears nothing. */
function ofDraft(draft?: Pick<Draft, 'content' | 'version' | 'deleted'>) {
	return draft?.content ? { content: draft.content, version: draft.version } : {};
}

/** What the mirror has is the server's, and reaches without a hole to the newest message if it has any. */
async function compareMessages(mirror: Mirror, { messages }: View): Promise<string[]> {
	const rows = await mirror.messages.toArray();
	const told = new Map(messages.map((message) => [message.id, message]));
	const wrong = rows.flatMap((row) => {
		const there = told.get(row.id);
		const here = { ...row, seq: row.seq ?? 0 };
		return differ(`message ${row.id} (${row.state})`, ofMessage(here), there && ofMessage(there));
	});
	const holes = messages.flatMap(({ id, chatId, seq }) => {
		const later = rows.some((row) => row.chatId === chatId && (row.seq ?? 0) < seq);
		return later && !rows.some((row) => row.id === id) ? [`message ${seq} of ${chatId} is missing`] : [];
	});
	return [...wrong, ...holes];
}

function ofMessage({ id, chatId, seq, senderId, content, editedAt, deletedAt }: Message) {
	return { id, chatId, seq, senderId, content, editedAt, deletedAt };
}

function differ(what: string, here: object | undefined, there: object | undefined): string[] {
	const [mine, theirs] = [JSON.stringify(here), JSON.stringify(there)];
	return mine === theirs ? [] : [`${what} is\n\t${mine} here and\n\t${theirs} on the server`];
}
