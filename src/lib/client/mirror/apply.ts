import type { Chat, Draft, Message, NotificationSettings, User } from '../../protocol/entities.ts';
import type { PushData } from '../../protocol/pushes.ts';
import { advanceChat } from './advance-chat.ts';
import { askForDevices } from './ask-for-devices.ts';
import { commit } from './commit.ts';
import { countUnread, recounted } from './count-unread.ts';
import { nextRev, writeFact } from './facts.ts';
import { foldChat } from './fold-chat.ts';
import { foldDraft } from './fold-draft.ts';
import { foldMessage } from './fold-message.ts';
import { forgetMessages } from './forget-messages.ts';
import { isOut } from './is-out.ts';
import type { Mirror } from './mirror.ts';
import { noteHistory } from './note-history.ts';
import { moveChat } from './move-chat.ts';
import { newsOf, type News } from './news.ts';
import type { ChatRow, MessageRow } from './rows.ts';

/** What the server said: in an answer, a page or a push. */
export type Told = {
	users?: User[];
	chats?: Chat[];
	messages?: Message[];
	drafts?: Draft[];
	reads?: PushData<'message.read'>[];
	/** What this person chose to be told of, as of last. */
	notifications?: NotificationSettings | undefined;
	/** There is something new to ask the server about this person's devices. */
	devicesChanged?: boolean;
	/** Which of the told chats have messages here that may have changed; by default none is taken to. */
	isStale?: (row: ChatRow | undefined, chat: Chat) => boolean;
};

/**
 * Writes what the server said, in one transaction. In any order, twice or not at all: what is older than the mirror
 * changes nothing. Answers which unread messages came with it, and whether it speaks of chats or people that the mirror
 * does not know; a pull brings those.
 */
export function apply(mirror: Mirror, told: Told): Promise<{ incomplete: boolean; news: News[] }> {
	return commit(mirror, async () => {
		const rev = await nextRev(mirror);
		if (told.users) await applyUsers(mirror, told.users, rev);
		const news = await applyConversations(mirror, told, rev);
		for (const read of told.reads ?? []) await applyRead(mirror, read, rev);
		if (told.notifications) await writeFact(mirror, 'notifications', told.notifications);
		if (told.devicesChanged) await askForDevices(mirror, Date.now());
		for (const draft of told.drafts ?? []) await applyDraft(mirror, draft, rev);
		if (told.chats) await followMerged(mirror, told.chats);
		if (told.chats) await forgetMessages(mirror, told.chats);
		return { incomplete: await isIncomplete(mirror, told), news };
	});
}

async function applyConversations(mirror: Mirror, told: Told, rev: number): Promise<News[]> {
	const { chats = [], messages = [], isStale = () => false } = told;
	const ofChats = await applyChats(mirror, chats, isStale, rev);
	const applied = await applyMessages(mirror, await withoutForeign(mirror, messages), rev);
	await recount(mirror, [...applied.recount, ...chats.map((chat) => chat.id)]);
	return [...ofChats, ...applied.news];
}

async function applyUsers(mirror: Mirror, users: User[], rev: number) {
	const rows = await mirror.users.bulkGet(users.map((user) => user.id));
	const same = (user: User, index: number) => JSON.stringify({ ...user, rev: 0 }) === withoutRev(rows[index]);
	await mirror.users.bulkPut(
		users.filter((user, index) => !same(user, index)).map((user) => ({ ...user, rev }))
	);
}

function withoutRev(row: object | undefined): string {
	return JSON.stringify({ ...row, rev: 0 });
}

async function applyChats(
	mirror: Mirror,
	chats: Chat[],
	isStale: NonNullable<Told['isStale']>,
	rev: number
): Promise<News[]> {
	if (chats.length === 0) return [];
	const before = await mirror.chats.bulkGet(chats.map((chat) => chat.id));
	const rows = new Map(before.filter((row) => row !== undefined).map((row) => [row.id, row]));
	for (const chat of chats) {
		const row = rows.get(chat.id);
		const stale = isStale(row, chat) ? { contentStale: 1 as const } : {};
		rows.set(chat.id, { ...foldChat(row, chat, mirror.userId), ...stale, rev });
	}
	await mirror.chats.bulkPut([...rows.values()]);
	const known = new Map(before.flatMap((row) => (row ? [[row.id, row]] : [])));
	return [...rows.values()].flatMap((row) => newsOf(known.get(row.id), row));
}

/** An answer or a push may come after the news that this person is out of the chat: what was said there is kept no more. */
async function withoutForeign(mirror: Mirror, messages: Message[]): Promise<Message[]> {
	const chats = await mirror.chats.bulkGet([...new Set(messages.map((message) => message.chatId))]);
	const out = new Set(chats.flatMap((chat) => (chat && isOut(chat) ? chat.id : [])));
	if (out.size === 0) return messages;
	const foreign = messages.filter((message) => out.has(message.chatId)).map((message) => message.id);
	const gone = (await mirror.messages.bulkGet(foreign)).filter((row) => row !== undefined);
	await mirror.messages.bulkDelete(foreign);
	await noteHistory(mirror, gone, []);
	return messages.filter((message) => !out.has(message.chatId));
}

/** `recount`: the chats of messages that were here and are counted otherwise now: deleted, or with other mentions. */
async function applyMessages(
	mirror: Mirror,
	messages: Message[],
	rev: number
): Promise<{ news: News[]; recount: string[] }> {
	if (messages.length === 0) return { news: [], recount: [] };
	const before = await mirror.messages.bulkGet(messages.map((message) => message.id));
	// By id: the same message may be told twice at once, and two rows of one id would unmount the page.
	const rows = new Map(before.filter((row) => row !== undefined).map((row) => [row.id, row]));
	for (const message of messages) rows.set(message.id, foldMessage(rows.get(message.id), message));
	await mirror.messages.bulkPut([...rows.values()]);
	const gone = before.filter((row) => row !== undefined).filter((row) => rows.get(row.id) !== row);
	const same = new Set(before);
	const come = [...rows.values()].filter((row) => !same.has(row));
	await noteHistory(mirror, gone, come);
	const otherwise = gone.filter((row) => isCountedOtherwise(row, rows.get(row.id), mirror.userId));
	return {
		news: await advanceChats(mirror, messages, rev),
		recount: otherwise.map((row) => row.chatId)
	};
}

function isCountedOtherwise(before: MessageRow, now: MessageRow | undefined, me: string): boolean {
	const counts = ({ deletedAt, mentions }: MessageRow) => `${deletedAt === null} ${mentions.includes(me)}`;
	return now !== undefined && counts(before) !== counts(now);
}

/** A chat and its messages are told apart, so that what the server counted may be older than the messages that are here. */
async function recount(mirror: Mirror, chatIds: string[]) {
	if (chatIds.length === 0) return;
	const chats = await mirror.chats.bulkGet([...new Set(chatIds)]);
	for (const chat of chats) if (chat?.hasContent) await mirror.chats.put(await recounted(mirror, chat));
}

async function advanceChats(mirror: Mirror, messages: Message[], rev: number): Promise<News[]> {
	const byChat = Map.groupBy(messages, (message) => message.chatId);
	const chats = (await mirror.chats.bulkGet([...byChat.keys()])).filter((chat) => chat !== undefined);
	const advanced = chats.map((chat) => {
		const ascending = (byChat.get(chat.id) ?? []).sort((one, other) => one.seq - other.seq);
		return { ...advanceChat(chat, ascending, mirror.userId), rev };
	});
	await mirror.chats.bulkPut(advanced);
	return advanced.flatMap((row, index) => newsOf(chats[index], row));
}

async function isIncomplete(mirror: Mirror, { chats = [], messages = [] }: Told): Promise<boolean> {
	const chatIds = new Set(messages.map((message) => message.chatId));
	const people = new Set(messages.map((message) => message.senderId));
	for (const { userId } of chats.flatMap((chat) => chat.members)) people.add(userId);
	const known = [...(await mirror.chats.bulkGet([...chatIds])), ...(await mirror.users.bulkGet([...people]))];
	return known.includes(undefined);
}

async function applyRead(mirror: Mirror, { chatId, userId, seq }: PushData<'message.read'>, rev: number) {
	const chat = await mirror.chats.get(chatId);
	if (!chat) return;
	const members = chat.members.map((member) =>
		member.userId === userId && member.readSeq < seq ? { ...member, readSeq: seq } : member
	);
	const own = userId === mirror.userId && seq > chat.readSeq;
	const reading = own ? { readSeq: seq, ...(await countUnread(mirror, chat, seq)) } : {};
	await mirror.chats.put({ ...chat, members, ...reading, rev });
}

async function applyDraft(mirror: Mirror, draft: Draft, rev: number) {
	const row = await mirror.drafts.get(draft.chatId);
	const folded = foldDraft(row, draft);
	if (!folded) return;
	await mirror.drafts.put({ ...folded, rev });
	// The rival is gone: nothing stands against the own text any more.
	if (row?.rival && !folded.rival && folded.unsynced) {
		await mirror.outbox.where('key').equals(`draft:${draft.chatId}`).modify({ holdUntil: 0 });
	}
}

/** A direct chat that was removed because another one with the same person took its place leads there. */
async function followMerged(mirror: Mirror, chats: Chat[]) {
	const people = new Set<string>();
	for (const row of await mirror.chats.bulkGet(chats.map((chat) => chat.id))) {
		if (row?.directWith) people.add(row.directWith);
	}
	if (people.size === 0) return;
	const rows = await mirror.chats
		.where('directWith')
		.anyOf([...people])
		.toArray();
	for (const gone of rows.filter((row) => row.removed && row.movedTo === undefined)) {
		const here = rows.find((row) => row.directWith === gone.directWith && !row.removed && !row.local);
		if (here) await moveChat(mirror, gone.id, here.id);
	}
}
