import type { Draft } from '../../protocol/entities.ts';
import type { DraftRow, Rival } from './rows.ts';

type Folded = Omit<DraftRow, 'rev'>;

/**
 * The row after the server told `draft`, or `null` if nothing changes. Text that the server does not have yet is never
 * replaced; the answer to its save will tell what stands against it. An echo of an own save moves the base alone.
 */
export function foldDraft(row: DraftRow | undefined, draft: Draft): Folded | null {
	if (!row) return takenFrom(draft, []);
	if (isFromBefore(row, draft)) return onBase(row, draft.version);
	if (draft.version <= row.version) return null;
	if (isOwnEcho(row, draft)) return takeHeard({ ...row, version: draft.version });
	if (!row.unsynced) return takenFrom(draft, row.sentMutationIds);
	if (!row.rival) return isKnown(row, draft) ? null : { ...row, heard: rivalFrom(draft) };
	if (draft.version <= row.rival.version) return null;
	const { rival: _, ...rest } = row;
	return draft.deleted ? { ...rest, version: draft.version } : { ...row, rival: rivalFrom(draft) };
}

function isKnown(row: DraftRow, draft: Draft): boolean {
	return row.heard !== undefined && row.heard.version >= draft.version;
}

/** Whether the server has what this text was written on top of, before it was put back to an earlier time. */
export function isFromBefore({ lostSince }: DraftRow, draft: Draft): boolean {
	return lostSince !== undefined && draft.updatedAt < lostSince;
}

function onBase({ lostSince: _, ...row }: DraftRow, version: number): Folded {
	return { ...row, version };
}

/** Whether this mirror wrote the draft itself. */
export function isOwnEcho(row: DraftRow, draft: Draft): boolean {
	return draft.mutationId !== null && row.sentMutationIds.includes(draft.mutationId);
}

/** The row of a draft that is wholly the server's. */
export function takenFrom(draft: Draft, sentMutationIds: string[]): Folded {
	const { chatId, deleted } = draft;
	return { chatId, ...rivalFrom(draft), deleted, unsynced: false, sentMutationIds };
}

/** What is kept of a draft that stands against the own one. */
export function rivalFrom(draft: Draft): Rival {
	const { content, replyTo, version, mutationId, deviceId, updatedAt } = draft;
	return { content, replyTo, version, mutationId, deviceId, updatedAt };
}

/** The row once its own text is out of the way: what was heard meanwhile is the draft, if it is newer. */
export function takeHeard<Row extends Folded>(row: Row): Row {
	const { heard, ...rest } = row;
	if (!heard || (row.unsynced && heard.version > row.version)) return row;
	if (heard.version <= row.version) return rest as Row;
	return { ...rest, ...heard, deleted: heard.content === null } as Row;
}
