import type { Draft } from '../../protocol/entities.ts';
import type { Reply } from '../../protocol/envelope.ts';
import { nextRev } from './facts.ts';
import { foldDraft, isOwnEcho } from './fold-draft.ts';
import type { Mirror } from './mirror.ts';
import { mutationOf } from './mutation-of.ts';
import { noDraft } from './no-draft.ts';
import type { DraftRow, OutboxRow } from './rows.ts';

/**
 * The answer to a save that goes ahead of the message made from it. All that matters is which version of the draft the
 * message consumes: its own text's, or none if another device's text or nothing stands there.
 */
export async function settleSentDraft(mirror: Mirror, sent: OutboxRow, row: OutboxRow, reply: Reply<Draft>) {
	const draft = (await mirror.drafts.get(row.chatId)) ?? noDraft(row.chatId);
	const told = toldBy(reply);
	const own = told !== null && (reply.ok || isOwnEcho(draft, told));
	if (own) await raiseBases(mirror, row.chatId, told.version);
	// A later save took this row's place while it was on its way: its answer decides.
	if (reply.ok && mutationOf(row) !== mutationOf(sent)) return;
	await mirror.outbox.delete(row.n);
	await consume(mirror, row, own && !told.deleted ? told.version : null);
	if (own) await putBase(mirror, draft, told.version);
	else if (told) await takeWinner(mirror, draft, told);
}

/** The draft that the server has, or `null` if the answer does not say. */
function toldBy(reply: Reply<Draft>): Draft | null {
	if (reply.ok) return reply.data;
	return reply.error.code === 'stale' ? (reply.error.current as Draft) : null;
}

async function putBase(mirror: Mirror, draft: DraftRow, version: number) {
	const base = Math.max(draft.version, version);
	await mirror.drafts.put({ ...draft, version: base, sentMutationIds: [], rev: await nextRev(mirror) });
}

/** The saves that go ahead of messages go on from the own one that the server has taken. */
async function raiseBases(mirror: Mirror, chatId: string, version: number) {
	for (const row of await mirror.outbox.where('chatId').equals(chatId).toArray()) {
		if (!row.key.startsWith('sent-draft:') || !('baseVersion' in row)) continue;
		if ((row.baseVersion ?? version) < version) await mirror.outbox.put({ ...row, baseVersion: version });
	}
}

/** Tells the waiting message which version it consumes. */
async function consume(mirror: Mirror, row: OutboxRow, draftVersion: number | null) {
	for (const send of await mirror.outbox.where('chatId').equals(row.chatId).toArray()) {
		if (send.event !== 'message.send' || send.afterMutation !== mutationOf(row)) continue;
		const { afterMutation: _, ...rest } = send;
		const payload = draftVersion === null ? send.payload : { ...send.payload, draftVersion };
		await mirror.outbox.put({ ...rest, payload });
	}
}

/** What stands on the server was not part of the message: it becomes the draft, unless there is new text already. */
async function takeWinner(mirror: Mirror, draft: DraftRow, told: Draft) {
	const folded = foldDraft({ ...draft, sentMutationIds: [] }, told);
	if (folded) await mirror.drafts.put({ ...folded, rev: await nextRev(mirror) });
}
