import type { Draft } from '../../protocol/entities.ts';
import type { Reply } from '../../protocol/envelope.ts';
import { apply } from './apply.ts';
import { nextRev } from './facts.ts';
import { takeHeard } from './fold-draft.ts';
import type { Mirror } from './mirror.ts';
import { moveChat } from './move-chat.ts';
import { mutationOf } from './mutation-of.ts';
import { noDraft } from './no-draft.ts';
import { reasonOf, refuseRow } from './refuse-row.ts';
import type { DraftRow, OutboxRow } from './rows.ts';
import { settleSentDraft } from './settle-sent-draft.ts';
import { settleStaleDraft } from './settle-stale-draft.ts';

/** The answer to a save of a draft. What was typed since it left stays unsynced and in the outbox. */
export async function settleDraft(mirror: Mirror, sent: OutboxRow, reply: Reply<Draft>) {
	const row = await mirror.outbox.get(sent.n);
	if (row?.key.startsWith('sent-draft:')) return settleSentDraft(mirror, sent, row, reply);
	const draft = (await mirror.drafts.get(sent.chatId)) ?? noDraft(sent.chatId);
	const newest = row !== undefined && mutationOf(row) === mutationOf(sent);
	if (reply.ok) return acknowledge(mirror, { sent, draft, newest }, reply.data);
	const { error } = reply;
	if (error.code === 'stale') {
		return settleStaleDraft(mirror, { row, draft, newest }, error.current as Draft);
	}
	if (!row || !newest) return;
	await refuseRow(mirror, row.n, error);
	await mirror.drafts.put({ ...draft, error: reasonOf(error), rev: await nextRev(mirror) });
}

type Settling = { sent: OutboxRow; draft: DraftRow; newest: boolean };

async function acknowledge(mirror: Mirror, { sent, draft, newest }: Settling, told: Draft) {
	if (newest) await mirror.outbox.delete(sent.n);
	const { updatedAt, deviceId } = told;
	const { lostSince: _, ...rest } = draft;
	const acknowledged = takeHeard({
		...rest,
		...(newest ? { unsynced: false, updatedAt, deviceId } : {}),
		version: Math.max(draft.version, told.version),
		sentMutationIds: []
	});
	await mirror.drafts.put({ ...acknowledged, rev: await nextRev(mirror) });
	// The server keeps it in the chat that took the old one's place.
	if (told.chatId === sent.chatId) return;
	await apply(mirror, { drafts: [told] });
	await moveChat(mirror, sent.chatId, told.chatId);
}
