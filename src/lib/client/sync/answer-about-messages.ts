import { apply } from '../mirror/apply.ts';
import { applyOlder } from '../mirror/apply-older.ts';
import { applyPins, readPinned } from '../mirror/apply-pins.ts';
import { commit } from '../mirror/commit.ts';
import { markStale } from '../mirror/mark-stale.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Wanted } from '../mirror/rows.ts';
import type { Request } from './link.ts';

const olderPage = 60;
const mentionsPage = 30;

/** The content pull then takes the open chat first. */
export async function answerOpen(mirror: Mirror, row: Wanted<'open'>): Promise<boolean> {
	await markStale(mirror, [row.chatId]);
	await mirror.requests
		.where({ id: row.id })
		.and((now) => now.at === row.at)
		.modify({ state: 'done' });
	return true;
}

export async function answerOlder(mirror: Mirror, row: Wanted<'older'>, request: Request): Promise<boolean> {
	const { chatId, beforeSeq } = row;
	const reply = await request('chat.messages.get', { chatId, beforeSeq, limit: olderPage });
	if (!reply) return false;
	if (reply.ok) await applyOlder(mirror, row.id, reply.data);
	else await mirror.requests.put({ ...row, state: 'failed', error: reply.error.message });
	return true;
}

export async function answerHistory(
	mirror: Mirror,
	row: Wanted<'history'>,
	request: Request
): Promise<boolean> {
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
export async function answerPins(mirror: Mirror, row: Wanted<'pins'>, request: Request): Promise<boolean> {
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

/** Not written if nobody looks at them any more: they belong to their sender and to the message alone. */
export async function answerVersions(
	mirror: Mirror,
	row: Wanted<'versions'>,
	request: Request
): Promise<boolean> {
	const reply = await request('message.versions.get', { id: row.messageId });
	if (!reply) return false;
	const answer = reply.ok
		? ({ state: 'done', versions: reply.data } as const)
		: ({ state: 'failed', error: reply.error.message } as const);
	await mirror.requests.where({ id: row.id }).modify(answer);
	return true;
}

export async function answerMentions(
	mirror: Mirror,
	row: Wanted<'mentions'>,
	request: Request
): Promise<boolean> {
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
