import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Document } from '../../protocol/document/document.ts';
import { newId } from '../../protocol/ids.ts';
import { openLocalKeyProvider } from '../keyring/local-key-provider.ts';
import { deleteMessage, updateMessage, updatePinned } from './change-messages.ts';
import { insertChatKey } from './chat-keys.ts';
import { findChat, insertChat, takeSeq } from './chats.ts';
import { findChangedMessages, findMessage, insertMessage } from './messages.ts';
import { openStore, type Store, type Tx } from './open-store.ts';

let folder: string;
let store: Store;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'inkling-'));
	const provider = await openLocalKeyProvider(join(folder, 'master.key'), true);
	store = await openStore(join(folder, 'inkling.db'), provider, Date.now);
});
afterAll(async () => {
	await store.close();
	rmSync(folder, { recursive: true });
});

const words = (text: string): Document => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text }] }]
});

async function makeChat(tx: Tx): Promise<string> {
	const id = newId();
	await insertChatKey(tx, id);
	const fixed = { kind: 'group', creator_id: 'ana', create_fingerprint: new Uint8Array(1) } as const;
	await insertChat(tx, { id, ...fixed, direct_key: null, title: null, memberCount: 1 });
	return id;
}

async function send(tx: Tx, chatId: string): Promise<string> {
	const chat = await findChat(tx, chatId);
	if (!chat) throw new Error('No chat.');
	const place = { id: newId(), chatId, seq: takeSeq(tx, chat), senderId: 'ana', ahead: false };
	await insertMessage(tx, { ...place, content: words('Ahoy'), replyTo: null, forwarded: null });
	return place.id;
}

type Change = 'edit' | 'delete' | 'pin';

async function change(tx: Tx, id: string, how: Change): Promise<void> {
	const row = await findMessage(tx, id);
	if (!row) throw new Error('No message.');
	if (how === 'pin') await updatePinned(tx, row, row.pinned_at === null ? tx.now : null);
	else if (row.deleted_at === null)
		await (how === 'edit' ? updateMessage(tx, row, words('Hello')) : deleteMessage(tx, row));
}

/** What happens to a chat, one command each: a message comes, or the one at a place, counted from the newest, is changed. */
const happenings = fc.array(
	fc.oneof(
		fc.constant('send' as const),
		fc.record({ how: fc.constantFrom<Change>('edit', 'delete', 'pin'), back: fc.nat(12) })
	),
	{ maxLength: 25 }
);

test('what came or changed since any command is found, or that it is more than was wanted', async () => {
	await fc.assert(
		fc.asyncProperty(happenings, fc.nat(8), fc.nat(6), async (all, limit, clearedSeq) => {
			const chatId = await store.write(makeChat);
			const ids: string[] = [];
			const stamps = new Map<string, number>();
			for (const one of all)
				await store.write(async (tx) => {
					const id = one === 'send' ? await send(tx, chatId) : ids.at(-1 - one.back);
					if (one === 'send' && id) ids.push(id);
					else if (one !== 'send' && id) await change(tx, id, one.how);
					const row = id && (await findMessage(tx, id));
					if (row) stamps.set(row.id, row.stamp);
				});
			for (const since of new Set([0, ...stamps.values(), Number.MAX_SAFE_INTEGER])) {
				const wanted = ids.filter((id, index) => index + 1 > clearedSeq && (stamps.get(id) ?? 0) >= since);
				const found = await findChangedMessages(store.db, { chatId, clearedSeq }, since, limit);
				if (wanted.length > limit) expect(found.length).toBeGreaterThan(limit);
				else expect(found.map(({ id }) => id)).toEqual(wanted);
			}
		})
	);
});
