import type { Data } from '../../protocol/contract.ts';
import type { Chat, Message } from '../../protocol/entities.ts';
import { findChatViews } from '../store/chat-views.ts';
import { findChangedDrafts, findDraftsIn } from '../store/drafts.ts';
import { findMember } from '../store/members.ts';
import { findChangedMessages, findPage, type Readable } from '../store/messages.ts';
import type { Db } from '../store/open-store.ts';
import { lastStamp } from '../store/stamps.ts';
import { findChangedChats, findChangedUsers, findRecentChats, type Place } from '../store/sync-pages.ts';
import { findUsers } from '../store/users.ts';
import { parseCursor, toCursor, type Cursor } from './support/cursors.ts';
import { findUnknownPeople, peopleIn } from './support/find-unknown-people.ts';
import { Gathering } from './support/gathering.ts';
import { query } from './support/handler.ts';

const chatsPerPage = 100;
const hotChats = 3;
const hotMessages = 30;

type Answer = Data<'sync.initial'>;

/** After a restart everybody pulls. */
const pulls = new Gathering();

export default query('sync.initial', async (payload, { caller, db }): Promise<Answer> => {
	await pulls.join();
	const limit = payload.limit ?? chatsPerPage;
	const cursor = payload.cursor === null ? null : parseCursor(db, payload.cursor);
	// Read before the rows: what is committed meanwhile is told again by the next pull.
	const upTo = await lastStamp(db);
	const firstSync = cursor === null || cursor.place !== null;
	const page = firstSync
		? await readRecent(db, caller.userId, cursor?.since ?? upTo + 1, cursor?.place ?? null, limit)
		: await readChanged(db, caller.userId, cursor, upTo, limit);
	const since = firstSync ? null : cursor.from;
	const chosen = cursor?.place ? [] : chooseHot(page.chats, payload.openChatId);
	const hot = await readHot(db, caller.userId, chosen, since);
	return { ...page, hot };
});

type Page = Omit<Answer, 'hot'>;

/** A page of the first sync: the chats in order of activity, with their drafts and people. */
async function readRecent(
	db: Db,
	userId: string,
	since: number,
	place: Place | null,
	limit: number
): Promise<Page> {
	const found = await findRecentChats(db, userId, place, limit + 1);
	const places = found.slice(0, limit);
	const last = places.at(-1);
	const goesOn = found.length > limit && last !== undefined;
	const ids = places.map((chat) => chat.id);
	const chats = await findChatViews(db, userId, ids);
	return {
		cursor: goesOn ? toCursor(db, since, { place: last }) : afterLast(db, since, place),
		chats,
		drafts: await findDraftsIn(db, userId, ids),
		users: await findUsers(db, peopleIn(chats)),
		more: goesOn || place !== null
	};
}

/**
 * A chat in which something happened between two pages has moved before its place, and was in none of them: after several pages one
 * more tells what changed meanwhile, as to somebody who knows nobody in it.
 */
function afterLast(db: Db, since: number, place: Place | null): string {
	return place ? toCursor(db, since, { from: 0 }) : toCursor(db, since);
}

/** What changed since the cursor, earliest first. */
async function readChanged(
	db: Db,
	userId: string,
	{ since, from }: Cursor,
	latest: number,
	limit: number
): Promise<Page> {
	const { ids, upTo, more } = await findDelta(db, userId, since, latest, limit);
	const chats = await findChatViews(db, userId, ids);
	const people = await findUsers(db, await findUnknownPeople(db, userId, chats, from));
	const changed = await findChangedUsers(db, userId, since, upTo);
	return {
		cursor: more ? toCursor(db, upTo + 1, { from }) : toCursor(db, upTo + 1),
		chats,
		drafts: await findChangedDrafts(db, userId, since, upTo),
		users: [...new Map([...people, ...changed].map((user) => [user.id, user])).values()],
		more
	};
}

/**
 * The changed chats of one page, which ends between two commands: the next page begins after `upTo`. Those that change while it is
 * read are told, too: a chat stands under the last of its changes alone, and the next pull would not look for the earlier ones.
 */
async function findDelta(db: Db, userId: string, since: number, latest: number, limit: number) {
	const found = await findChangedChats(db, userId, since, limit + 1);
	const next = found[limit]?.stamp;
	if (next === undefined) return { ids: idsOf(found), upTo: latest, more: false };
	const whole = found.filter((chat) => chat.stamp < next);
	if (whole.length > 0) return { ids: idsOf(whole), upTo: next - 1, more: true };
	// One command changed more chats than fit in a page: then the page is as large as what it changed.
	const all = await findChangedChats(db, userId, since, Number.MAX_SAFE_INTEGER);
	return { ids: idsOf(all.filter((chat) => chat.stamp === next)), upTo: next, more: true };
}

const idsOf = (chats: { id: string }[]) => chats.map((chat) => chat.id);

/** The open chat and the most recently active ones among those that are told. */
function chooseHot(chats: Chat[], openChatId: string | undefined): Set<string> {
	const begun = chats.filter((chat) => chat.lastSeq > 0 && !chat.removed);
	const recent = [...begun].sort((one, other) => other.activeAt - one.activeAt).slice(0, hotChats);
	const ids = new Set(recent.map((chat) => chat.id));
	if (openChatId !== undefined && begun.some((chat) => chat.id === openChatId)) ids.add(openChatId);
	return ids;
}

/** Their latest messages; of a chat in which the person was before, what changed `since` alone. */
async function readHot(
	db: Db,
	userId: string,
	chatIds: Iterable<string>,
	since: number | null
): Promise<Message[]> {
	const messages: Message[] = [];
	for (const chatId of chatIds) {
		const own = await findMember(db, chatId, userId);
		const readable = { chatId, clearedSeq: own?.cleared_seq ?? 0 };
		const known = since !== null && own !== undefined && own.stamp < since;
		messages.push(...(await findHot(db, readable, known ? since : null)));
	}
	return messages;
}

async function findHot(db: Db, readable: Readable, since: number | null): Promise<Message[]> {
	const changed = since === null ? null : await findChangedMessages(db, readable, since, hotMessages);
	// With more than that there is a gap: then the latest say more.
	return changed && changed.length <= hotMessages ? changed : findPage(db, readable, { limit: hotMessages });
}
