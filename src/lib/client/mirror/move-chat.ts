import { Dexie } from 'dexie';
import { newId } from '../../protocol/ids.ts';
import { countAnew } from './count-history.ts';
import { keepInHistory } from './draft-history.ts';
import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';
import { putDraftSave } from './put-draft-save.ts';
import { showUnsent } from './show-unsent.ts';

/**
 * Moves all that a chat holds here to the chat that took its place: unsent messages, the draft, what waits in the outbox.
 * The old chat stays as a removed row that says where it went. Call it inside `commit`.
 */
export async function moveChat(mirror: Mirror, from: string, to: string) {
	const chat = await mirror.chats.get(from);
	if (chat) {
		const gone = { removed: true, rank: -1, movedTo: to, rev: await nextRev(mirror) } as const;
		await mirror.chats.put({ ...chat, ...gone });
	}
	await moveOutbox(mirror, from, to);
	await moveDraft(mirror, from, to);
	await moveMessages(mirror, from, to);
}

async function moveOutbox(mirror: Mirror, from: string, to: string) {
	for (const row of await mirror.outbox.where('chatId').equals(from).toArray()) {
		if (row.event === 'chat.create') continue;
		if (row.key === `draft:${from}` || row.event === 'message.read') await mirror.outbox.delete(row.n);
		else {
			const payload = 'chatId' in row.payload ? { ...row.payload, chatId: to } : row.payload;
			await mirror.outbox.put({ ...row, chatId: to, payload } as typeof row);
		}
	}
}

/** Text that the server does not have becomes the draft there; what it has, the server moves itself. */
async function moveDraft(mirror: Mirror, from: string, to: string) {
	const draft = await mirror.drafts.get(from);
	if (!draft || draft.content === null) return;
	const { content, replyTo, deviceId, unsynced } = draft;
	const { rival: _, ...rest } = draft;
	const emptied = { content: null, replyTo: null, deleted: true, unsynced: false, sentMutationIds: [] };
	await mirror.drafts.put({ ...rest, ...emptied, rev: await nextRev(mirror) });
	if (unsynced) {
		const save = { chatId: to, content, replyTo, mutationId: newId(), holdMs: 0 };
		await putDraftSave(mirror, { ...save, replaces: save.mutationId });
	} else await keepInHistory(mirror, { chatId: to, content, replyTo, deviceId, reason: 'stale' });
}

async function moveMessages(mirror: Mirror, from: string, to: string) {
	const all = mirror.messages.where('[chatId+place]').between([from, Dexie.minKey], [from, Dexie.maxKey]);
	const rows = await all.toArray();
	await mirror.messages.bulkPut(rows.map((row) => ({ ...row, chatId: to })));
	for (const chatId of [from, to]) await countAnew(mirror, chatId);
	const edits = await mirror.edits.where('chatId').equals(from).toArray();
	await mirror.edits.bulkPut(edits.map((edit) => ({ ...edit, chatId: to })));
	const last = rows.at(-1);
	if (last && last.state !== 'sent') await showUnsent(mirror, { ...last, chatId: to });
}
