import { Dexie } from 'dexie';
import { nothingCounted } from './add-histories.ts';
import type { Mirror } from './mirror.ts';
import { bytesOf, noHistory } from './note-history.ts';

/** So many messages are read in one transaction: what is typed meanwhile must not wait for long. */
const rowsAtOnce = 500;

/** Counts a chat anew, of which much has gone at once; what does not fit in one look is counted later. Call it inside `commit`. */
export async function countAnew(mirror: Mirror, chatId: string): Promise<void> {
	const row = (await mirror.histories.get(chatId)) ?? noHistory(chatId);
	await mirror.histories.put({ ...row, count: 0, bytes: 0, countedFrom: nothingCounted });
	await countOn(mirror, chatId);
}

/** Counts some more of a chat of which not all is counted. Answers whether all of it is. Call it inside `commit`. */
export async function countOn(mirror: Mirror, chatId: string): Promise<boolean> {
	const row = await mirror.histories.get(chatId);
	if (row?.countedFrom === undefined) return true;
	const { countedFrom, ...rest } = row;
	const messages = await mirror.messages
		.where('[chatId+seq]')
		.between([chatId, Dexie.minKey], [chatId, countedFrom], true, false)
		.reverse()
		.limit(rowsAtOnce)
		.toArray();
	const counted = { ...rest, count: row.count + messages.length, bytes: row.bytes + bytesOf(messages) };
	const oldest = messages.at(-1)?.seq;
	const complete = messages.length < rowsAtOnce || typeof oldest !== 'number';
	await mirror.histories.put(complete ? counted : { ...counted, countedFrom: oldest });
	return complete;
}
