import type { Draft } from '../../protocol/entities.ts';
import { keepInHistory } from './draft-history.ts';
import { nextRev } from './facts.ts';
import { isFromBefore, isOwnEcho, rivalFrom, takeHeard, takenFrom } from './fold-draft.ts';
import { heldForGood } from './is-held.ts';
import type { Mirror } from './mirror.ts';
import type { DraftRow, OutboxRow } from './rows.ts';

type Settling = {
	/** The save that waits now, if any. */
	row: OutboxRow | undefined;
	draft: DraftRow;
	/** It is still the save that was refused. */
	newest: boolean;
};

/** A save was based on an old version; `winner` is what the server has. */
export async function settleStaleDraft(mirror: Mirror, settling: Settling, winner: Draft) {
	const { row, draft } = settling;
	if (isOwnEcho(draft, winner) || winner.deleted || isFromBefore(draft, winner))
		return rebase(mirror, settling, winner);
	if (!row || row.event === 'draft.delete') return giveWay(mirror, draft, winner);
	if (await isOpen(mirror, draft.chatId)) return setAside(mirror, row, draft, winner);
	const { chatId, content, replyTo, deviceId } = draft;
	await keepInHistory(mirror, { chatId, content, replyTo, deviceId, reason: 'stale' });
	await giveWay(mirror, draft, winner);
}

/** Nothing stands against the own text but an earlier own one, or a deletion: it goes out again on the new base. */
async function rebase(mirror: Mirror, { row, draft, newest }: Settling, winner: Draft) {
	const done = newest && row?.event === 'draft.delete' && winner.deleted;
	if (row && done) await mirror.outbox.delete(row.n);
	else if (row && newest) await mirror.outbox.update(row.n, { state: 'waiting' });
	const { lostSince: _, ...rest } = draft;
	const rebased = takeHeard({
		...rest,
		...(done ? { unsynced: false } : {}),
		version: Math.max(draft.version, winner.version),
		sentMutationIds: []
	});
	await mirror.drafts.put({ ...rebased, rev: await nextRev(mirror) });
}

/** The other device's text is the draft. A deletion that lags behind deletes nothing. */
async function giveWay(mirror: Mirror, draft: DraftRow, winner: Draft) {
	await mirror.outbox.where('key').equals(`draft:${draft.chatId}`).delete();
	await mirror.drafts.put({ ...takenFrom(winner, []), rev: await nextRev(mirror) });
}

/** The box is open: the own text stays in it, and nothing is sent until the person decides. */
async function setAside(mirror: Mirror, row: OutboxRow, draft: DraftRow, winner: Draft) {
	await mirror.outbox.update(row.n, { state: 'waiting', holdUntil: heldForGood });
	const { heard: _, ...rest } = draft;
	const rival = rivalFrom(winner);
	await mirror.drafts.put({ ...rest, rival, sentMutationIds: [], rev: await nextRev(mirror) });
}

async function isOpen(mirror: Mirror, chatId: string): Promise<boolean> {
	const open = await mirror.requests.where('kind').equals('open').toArray();
	return open.some((request) => request.kind === 'open' && request.chatId === chatId);
}
