import type { Document } from '../../../protocol/document/document.ts';
import type { Draft } from '../../../protocol/entities.ts';
import { refuse, type Refusal } from '../../../protocol/errors.ts';
import type { ChatPlace } from '../../store/chat-places.ts';
import {
	draftFingerprint,
	findDraft,
	findDraftMutation,
	insertDraftMutation,
	writeDraft,
	type DraftChange
} from '../../store/drafts.ts';
import type { Tx } from '../../store/open-store.ts';
import type { CommandContext } from './handler.ts';
import { keepEarlier, keepRefused } from './keep-in-history.ts';
import { showWithDraft } from './show-with-draft.ts';

/** `content: null` deletes the draft; a deletion is a version too. */
export type WantedDraft = {
	content: Document | null;
	replyTo: string | null;
	baseVersion: number;
	mutationId: string;
};

/**
 * Compare and set: the change holds if it is based on the current version. A repeated one answers as it did.
 * Answers the refusal `stale` with the current draft, and keeps the losing text in the history.
 * @throws Refusal `conflict` when the mutation's id was used for something else.
 */
export async function changeDraft(
	context: CommandContext,
	place: ChatPlace,
	wanted: WantedDraft
): Promise<Draft | Refusal> {
	const { tx, caller, push } = context;
	const { baseVersion, ...rest } = wanted;
	const chatId = place.chat.id;
	const change: DraftChange = { ...rest, chatId, userId: caller.userId, deviceId: caller.deviceId };
	const before = await findAnsweredBefore(tx, change);
	if (before) return before;

	const current = (await findDraft(tx, caller.userId, chatId)) ?? noDraft(chatId);
	if (current.version !== baseVersion) {
		await keepRefused(tx, change, current);
		noteStale(context, chatId, baseVersion, current);
		return refuse('stale', undefined, { current });
	}
	await keepEarlier(tx, change, current);
	const draft = await writeDraft(tx, change, current.version);
	await insertDraftMutation(tx, change, draft);
	push.toUser(caller.userId, 'draft.updated', draft);
	await showWithDraft(context, place, draft);
	return draft;
}

/** The first answer to this mutation. The request carries the text, so it need not be kept for ever. */
async function findAnsweredBefore(tx: Tx, change: DraftChange): Promise<Draft | null> {
	const row = await findDraftMutation(tx, change.userId, change.mutationId);
	if (!row) return null;
	const same =
		row.chat_id === change.chatId &&
		Buffer.compare(row.fingerprint, await draftFingerprint(tx, change)) === 0;
	if (!same) throw refuse('conflict', 'This change has the id of another one. Nothing was changed.');
	return {
		chatId: row.chat_id,
		content: change.content,
		replyTo: change.content && change.replyTo,
		attachments: [],
		version: row.version,
		mutationId: row.mutation_id,
		deviceId: row.device_id,
		updatedAt: row.updated_at,
		deleted: change.content === null
	};
}

/** What stands in for a draft that never was: version 0. */
function noDraft(chatId: string): Draft {
	return {
		chatId,
		content: null,
		replyTo: null,
		attachments: [],
		version: 0,
		mutationId: null,
		deviceId: null,
		updatedAt: 0,
		deleted: true
	};
}

function noteStale(
	{ caller, log }: CommandContext,
	chatId: string,
	baseVersion: number,
	current: Draft
): void {
	const { userId, deviceId } = caller;
	log.info(
		{ userId, deviceId, chatId, baseVersion, currentVersion: current.version, winner: current.deviceId },
		'A draft was based on an old version and was refused.'
	);
}
