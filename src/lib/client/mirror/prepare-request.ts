import type { EventName, PayloadInput } from '../../protocol/contract.ts';
import { commit } from './commit.ts';
import type { Mirror } from './mirror.ts';
import type { OutboxRow } from './rows.ts';

/** An outbox row in the form in which it goes out. */
export type Prepared = {
	[Name in EventName]: { row: OutboxRow; event: Name; payload: PayloadInput<Name> };
}[OutboxRow['event']];

const rememberedMax = 32;

/**
 * Marks a row as sent before it leaves, so that a crash after this finds it as "may have arrived". Answers `null` if the
 * row is gone or is not to be sent now.
 */
export function prepareRequest(mirror: Mirror, n: number, now: number): Promise<Prepared | null> {
	return commit(mirror, async () => {
		const row = await mirror.outbox.get(n);
		if (!row || row.state === 'refused' || row.holdUntil > now) return null;
		if (row.state === 'waiting') await mirror.outbox.update(n, { state: 'sent' });
		if (row.event !== 'draft.update' && row.event !== 'draft.delete') {
			return { row, event: row.event, payload: row.payload } as Prepared;
		}
		const newest = await rememberSent(mirror, row.chatId, row.payload.mutationId);
		const baseVersion = row.baseVersion ?? newest;
		return { row, event: row.event, payload: { ...row.payload, baseVersion } } as Prepared;
	});
}

/** Notes that this save may reach the server, and answers the version that it is based on. */
async function rememberSent(mirror: Mirror, chatId: string, mutationId: string): Promise<number> {
	const draft = await mirror.drafts.get(chatId);
	if (!draft) return 0;
	if (!draft.sentMutationIds.includes(mutationId)) {
		const sentMutationIds = [...draft.sentMutationIds, mutationId].slice(-rememberedMax);
		await mirror.drafts.update(chatId, { sentMutationIds });
	}
	return draft.version;
}
