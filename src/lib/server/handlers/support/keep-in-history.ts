import { isBlank, plainText } from '../../../protocol/document/plain-text.ts';
import type { Draft } from '../../../protocol/entities.ts';
import { newId } from '../../../protocol/ids.ts';
import { keepsEarlier } from '../../policies/draft-policies.ts';
import { insertDraftHistory } from '../../store/draft-history.ts';
import type { DraftChange } from '../../store/drafts.ts';
import type { Tx } from '../../store/open-store.ts';

/** Keeps the text of a change that was refused, unless the winner says the same. */
export async function keepRefused(tx: Tx, change: DraftChange, current: Draft): Promise<void> {
	const { mutationId, content, userId, chatId, deviceId } = change;
	if (content === null || isBlank(content)) return;
	if (current.content && plainText(current.content).includes(plainText(content).trim())) return;
	await insertDraftHistory(tx, { id: mutationId, userId, chatId, content, deviceId, reason: 'stale' });
}

/** Keeps the text that a change takes the place of, when words of it would be lost. */
export async function keepEarlier(tx: Tx, change: DraftChange, current: Draft): Promise<void> {
	const { content, deviceId } = current;
	if (content === null) return;
	const next = change.content ? plainText(change.content) : '';
	if (
		!keepsEarlier(plainText(content), next, {
			sameDevice: deviceId === change.deviceId && change.content !== null
		})
	) {
		return;
	}
	const reason = change.content ? 'replaced' : 'deleted';
	const { userId, chatId } = change;
	await insertDraftHistory(tx, { id: newId(), userId, chatId, content, deviceId, reason });
}
