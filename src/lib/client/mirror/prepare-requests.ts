import type { EventName, PayloadInput } from '../../protocol/contract.ts';
import { commit } from './commit.ts';
import { isHeld } from './is-held.ts';
import type { Mirror } from './mirror.ts';
import type { OutboxRow } from './rows.ts';

/** An outbox row in the form in which it goes out. */
export type Prepared = {
	[Name in EventName]: { row: OutboxRow; event: Name; payload: PayloadInput<Name> };
}[OutboxRow['event']];

const rememberedMax = 32;

/**
 * Marks rows as sent before they leave, so that a crash after this finds them as "may have arrived". Leaves out those that
 * are gone or are not to be sent now.
 */
export function prepareRequests(mirror: Mirror, ns: number[], now: number): Promise<Prepared[]> {
	return commit(mirror, async () => {
		const prepared: Prepared[] = [];
		for (const row of await mirror.outbox.bulkGet(ns)) {
			if (row && row.state !== 'refused' && !isHeld(row, now)) prepared.push(await prepare(mirror, row));
		}
		return prepared;
	});
}

async function prepare(mirror: Mirror, row: OutboxRow): Promise<Prepared> {
	if (row.state === 'waiting') await mirror.outbox.update(row.n, { state: 'sent' });
	const { event, payload } = row;
	if (event === 'draft.update' || event === 'draft.delete') {
		const newest = await rememberSent(mirror, row.chatId, payload.mutationId);
		return { row, event, payload: { ...payload, baseVersion: row.baseVersion ?? newest } } as Prepared;
	}
	if (event === 'chat.title.update') {
		const { titleVersion = 0 } = (await mirror.chats.get(row.chatId)) ?? {};
		return { row, event, payload: { ...payload, baseVersion: row.baseVersion ?? titleVersion } };
	}
	return { row, event, payload } as Prepared;
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
