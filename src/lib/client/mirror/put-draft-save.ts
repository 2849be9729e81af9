import type { Document } from '../../protocol/document/document.ts';
import { losesWords } from '../../protocol/document/loses-words.ts';
import { plainText } from '../../protocol/document/plain-text.ts';
import { readNextRev, writeFact } from './facts.ts';
import { findOutboxRow } from './find-outbox-row.ts';
import { keepInHistory } from './draft-history.ts';
import { takeHeard } from './fold-draft.ts';
import type { Mirror } from './mirror.ts';
import { noDraft } from './no-draft.ts';
import type { DraftRow, OutboxRow } from './rows.ts';

type Save = {
	chatId: string;
	/** `null` deletes. */
	content: Document | null;
	replyTo: string | null;
	mutationId: string;
	holdMs: number;
	replaces?: string | null;
};

/**
 * Writes a draft and its outbox row. Call it inside `commit`. What does not wait for each other is asked for at once: each
 * request of IndexedDB is a way to another process and back, and a slow device has its person wait for every one.
 */
export async function putDraftSave(mirror: Mirror, save: Save) {
	const [found, pending, rev] = await Promise.all([
		mirror.drafts.get(save.chatId),
		findOutboxRow(mirror, `draft:${save.chatId}`),
		readNextRev(mirror)
	]);
	const row = found ?? noDraft(save.chatId);
	if (save.content === null && row.deleted && !pending) return;
	await keepUnheard(mirror, row, save);
	const based = await keepOverwritten(mirror, row, save.replaces);
	const { error: _, rival, ...rest } = based;
	const unknownToServer =
		based.version === 0 && row.sentMutationIds.length === 0 && row.lostSince === undefined;
	const dropped = save.content === null && unknownToServer;
	const saved = takeHeard({
		...rest,
		// The person decides about the rival by the words on the screen; without own words nothing is left to decide.
		...(rival && save.content !== null ? { rival } : {}),
		content: save.content,
		replyTo: save.content === null ? null : save.replyTo,
		mutationId: save.mutationId,
		deviceId: null,
		updatedAt: Date.now(),
		deleted: save.content === null,
		unsynced: !dropped
	});
	await Promise.all([
		writeFact(mirror, 'rev', rev),
		mirror.drafts.put({ ...saved, rev }),
		dropped
			? mirror.outbox.where('key').equals(`draft:${save.chatId}`).delete()
			: queue(mirror, save, pending)
	]);
}

/** The server may never hear of the text, or of its deletion: the next save takes that one's place in the queue. */
async function keepUnheard(mirror: Mirror, row: DraftRow, { chatId, content }: Save) {
	if (content === null) await keepInHistory(mirror, { ...historyEntry(chatId, row), reason: 'deleted' });
	else if (row.unsynced && row.content && losesWords(plainText(row.content), plainText(content))) {
		await keepInHistory(mirror, { ...historyEntry(chatId, row), reason: 'replaced' });
	}
}

/** The row on the newest base that is known; what another device wrote there goes into the history. */
async function keepOverwritten(mirror: Mirror, row: DraftRow, replaces?: string | null): Promise<DraftRow> {
	const { chatId, rival } = row;
	if (rival && rival.version > row.version) {
		await keepInHistory(mirror, { ...historyEntry(chatId, rival), reason: 'theirs' });
		return { ...row, version: rival.version };
	}
	if (replaces !== undefined && replaces !== row.mutationId) {
		await keepInHistory(mirror, { ...historyEntry(chatId, row), reason: 'theirs' });
	}
	return row;
}

function historyEntry(chatId: string, text: Pick<DraftRow, 'content' | 'replyTo' | 'deviceId'>) {
	return { chatId, content: text.content, replyTo: text.replyTo, deviceId: text.deviceId };
}

/** One row a chat: the newer save takes the older one's place in the queue. */
async function queue(mirror: Mirror, save: Save, pending: OutboxRow | undefined) {
	const { chatId, content, replyTo, mutationId } = save;
	const at = Date.now();
	const common = {
		key: `draft:${chatId}`,
		chatId,
		at,
		holdUntil: at + save.holdMs,
		state: 'waiting'
	} as const;
	const request =
		content === null
			? ({ event: 'draft.delete', payload: { chatId, mutationId } } as const)
			: ({ event: 'draft.update', payload: { chatId, content, replyTo, mutationId } } as const);
	if (pending) await mirror.outbox.put({ n: pending.n, ...common, ...request });
	else await mirror.outbox.add({ ...common, ...request });
}
