import { apply } from '../mirror/apply.ts';
import { applyMembers } from '../mirror/apply-members.ts';
import { applyOlder } from '../mirror/apply-older.ts';
import { applyPins, readPinned } from '../mirror/apply-pins.ts';
import { applySearch } from '../mirror/apply-search.ts';
import { commit } from '../mirror/commit.ts';
import { markStale } from '../mirror/mark-stale.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { RequestRow } from '../mirror/rows.ts';
import type { Request } from './link.ts';

const olderPage = 60;
const searchMax = 50;
const membersPage = 100;
const mentionsPage = 30;

type Wanted<Kind extends RequestRow['kind']> = Extract<RequestRow, { kind: Kind }>;

/** Answers what the tabs ask for, one after the other. What gets no answer waits for the next connection. */
export async function answerRequests(mirror: Mirror, request: Request): Promise<boolean> {
	const waiting = await mirror.requests.filter((row) => row.state === 'waiting').toArray();
	for (const row of waiting.sort((one, other) => one.at - other.at)) {
		if (!(await answer(mirror, row, request))) return false;
	}
	return true;
}

function answer(mirror: Mirror, row: RequestRow, request: Request): Promise<boolean> {
	if (row.kind === 'open') return answerOpen(mirror, row);
	if (row.kind === 'older') return answerOlder(mirror, row, request);
	if (row.kind === 'history') return answerHistory(mirror, row, request);
	if (row.kind === 'devices') return answerDevices(mirror, row, request);
	if (row.kind === 'pins') return answerPins(mirror, row, request);
	if (row.kind === 'mentions') return answerMentions(mirror, row, request);
	if (row.kind === 'person') return answerPerson(mirror, row, request);
	if (row.kind === 'versions') return answerVersions(mirror, row, request);
	if (row.kind === 'hiding') return answerHiding(mirror, row, request);
	if (row.kind === 'members') return answerMembers(mirror, row, request);
	if (row.kind === 'change') return answerChange(mirror, row, request);
	return answerSearch(mirror, row, request);
}

/** A server that does not know the event leaves them without names. */
async function answerDevices(mirror: Mirror, row: Wanted<'devices'>, request: Request): Promise<boolean> {
	const reply = await request('devices.list', {});
	if (!reply) return false;
	if (reply.ok) await mirror.devices.bulkPut(reply.data);
	await mirror.requests.put({ ...row, state: 'done' });
	return true;
}

async function answerHiding(mirror: Mirror, row: Wanted<'hiding'>, request: Request): Promise<boolean> {
	const { wanted: hide } = row;
	const reply = await (hide === null
		? request('presence.settings.get', {})
		: request('presence.settings.update', { hideLastSeen: hide }));
	if (!reply) return false;
	const told = reply.ok
		? { state: 'done', hidden: reply.data.hideLastSeen, error: undefined }
		: { state: 'failed', error: reply.error.message };
	// The person may have chosen otherwise meanwhile: that is asked next.
	await mirror.requests
		.where({ id: row.id })
		.and((now) => now.kind === 'hiding' && now.at === row.at)
		.modify((now) => void Object.assign(now, told, { wanted: null }));
	return true;
}

/** The content pull then takes the open chat first. */
async function answerOpen(mirror: Mirror, row: Wanted<'open'>): Promise<boolean> {
	await markStale(mirror, [row.chatId]);
	await mirror.requests
		.where({ id: row.id })
		.and((now) => now.at === row.at)
		.modify({ state: 'done' });
	return true;
}

async function answerOlder(mirror: Mirror, row: Wanted<'older'>, request: Request): Promise<boolean> {
	const { chatId, beforeSeq } = row;
	const reply = await request('chat.messages.get', { chatId, beforeSeq, limit: olderPage });
	if (!reply) return false;
	if (reply.ok) await applyOlder(mirror, row.id, reply.data);
	else await mirror.requests.put({ ...row, state: 'failed', error: reply.error.message });
	return true;
}

async function answerHistory(mirror: Mirror, row: Wanted<'history'>, request: Request): Promise<boolean> {
	const reply = await request('draft.history.get', { chatId: row.chatId });
	if (!reply) return false;
	// A chat that was made here and is not there yet has no history there either.
	const none = !reply.ok && reply.error.code === 'not_found';
	if (reply.ok || none) {
		const { error: _, ...rest } = row;
		await mirror.requests.put({ ...rest, state: 'done', entries: reply.ok ? reply.data : [] });
	} else await mirror.requests.put({ ...row, state: 'failed', error: reply.error.message });
	return true;
}

/** A chat that is not there yet, or is no more, has none. */
async function answerPins(mirror: Mirror, row: Wanted<'pins'>, request: Request): Promise<boolean> {
	const before = await readPinned(mirror, row.chatId);
	const reply = await request('message.pin.list', { chatId: row.chatId });
	if (!reply) return false;
	// Together: once they are there, something may take them away and ask anew.
	await commit(mirror, async () => {
		if (reply.ok) await applyPins(mirror, before, reply.data);
		await mirror.requests.put({ ...row, state: 'done' });
	});
	return true;
}

/** Whom the server does not know, or does not tell, stays without a name. */
async function answerPerson(mirror: Mirror, row: Wanted<'person'>, request: Request): Promise<boolean> {
	const reply = await request('users.get', { userIds: [row.userId] });
	if (!reply) return false;
	if (reply.ok) await apply(mirror, { users: reply.data });
	await mirror.requests.put({ ...row, state: 'done' });
	return true;
}

/** Not written if nobody looks at them any more: they belong to their sender and to the message alone. */
async function answerVersions(mirror: Mirror, row: Wanted<'versions'>, request: Request): Promise<boolean> {
	const reply = await request('message.versions.get', { id: row.messageId });
	if (!reply) return false;
	const answer = reply.ok
		? ({ state: 'done', versions: reply.data } as const)
		: ({ state: 'failed', error: reply.error.message } as const);
	await mirror.requests.where({ id: row.id }).modify(answer);
	return true;
}

async function answerSearch(mirror: Mirror, row: Wanted<'search'>, request: Request): Promise<boolean> {
	const reply = await request('users.search', { query: row.query, limit: searchMax });
	if (!reply) return false;
	if (reply.ok) await applySearch(mirror, row, reply.data);
	else await mirror.requests.put({ ...row, state: 'failed', error: reply.error.message });
	return true;
}

async function answerMentions(mirror: Mirror, row: Wanted<'mentions'>, request: Request): Promise<boolean> {
	const { before } = row;
	const reply = await request('message.mention.list', {
		limit: mentionsPage,
		...(before === null ? {} : { before })
	});
	if (!reply) return false;
	if (reply.ok) {
		await apply(mirror, { messages: reply.data });
		await mirror.requests.put({ ...row, state: 'done', hasBefore: reply.meta?.hasBefore ?? false });
	} else await mirror.requests.put({ ...row, state: 'failed', error: reply.error.message });
	return true;
}

async function answerMembers(mirror: Mirror, row: Wanted<'members'>, request: Request): Promise<boolean> {
	const { chatId, query, after } = row;
	const place = { ...(query ? { query } : {}), ...(after ? { after } : {}) };
	const reply = await request('chat.members.get', { chatId, limit: membersPage, ...place });
	if (!reply) return false;
	if (reply.ok) {
		const { total = reply.data.length, hasAfter = false } = reply.meta ?? {};
		await applyMembers(mirror, row, { members: reply.data, total, hasAfter });
	} else await mirror.requests.put({ ...row, state: 'failed', error: reply.error.message });
	return true;
}

async function answerChange(mirror: Mirror, row: Wanted<'change'>, request: Request): Promise<boolean> {
	const reply = await request(row.event, row.payload);
	if (!reply) return false;
	if (reply.ok) await apply(mirror, { chats: [reply.data] });
	await mirror.requests.put(
		reply.ok ? { ...row, state: 'done' } : { ...row, state: 'failed', error: reply.error.message }
	);
	return true;
}
