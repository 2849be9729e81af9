import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import type { Chat, Draft, Message } from '../../protocol/entities.ts';
import { apply, type Told } from './apply.ts';
import { applyContent } from './apply-content.ts';
import { readWindow } from './conversation-window.ts';
import { Mirror } from './mirror.ts';

const me = 'me';

function freshMirror(): Mirror {
	return new Mirror(me, { indexedDB: new IDBFactory(), IDBKeyRange });
}

function message(seq: number, more: Partial<Message> = {}): Message {
	return {
		id: `m${seq}`,
		chatId: 'c',
		seq,
		senderId: 'ben',
		content: { type: 'doc' },
		replyTo: null,
		attachments: [],
		mentions: [],
		reactions: [],
		createdAt: seq,
		editedAt: null,
		deletedAt: null,
		version: 0,
		pinnedAt: null,
		forwardedFrom: null,
		...more
	};
}

function gone(seq: number): Message {
	return message(seq, { content: null, deletedAt: 20, version: 1 });
}

function chat(more: Partial<Chat> = {}): Chat {
	return {
		id: 'c',
		kind: 'group',
		title: 'Boats',
		titleVersion: 1,
		memberCount: 1,
		members: [{ userId: me, role: 'owner', readSeq: 0 }],
		myRole: 'owner',
		writers: 'all',
		firstSeq: 1,
		lastSeq: 0,
		lastMessage: null,
		readSeq: 0,
		unread: 0,
		mentions: 0,
		pinned: false,
		archived: false,
		mutedUntil: null,
		notify: null,
		unreadFrom: null,
		draftOnly: false,
		createdAt: 0,
		activeAt: 0,
		removed: false,
		revision: 0,
		...more
	};
}

function draft(version: number): Draft {
	const deleted = version % 3 === 0;
	return {
		chatId: 'c',
		content: deleted ? null : { type: 'doc', attrs: { version } },
		replyTo: null,
		attachments: [],
		version,
		mutationId: `d${version}`,
		deviceId: 'phone',
		updatedAt: version,
		deleted
	};
}

/** All that a server tells of six messages, two of them changed later, of one chat and of its draft. */
const history = [
	...[1, 2, 3, 4, 5, 6].map((seq) => ({ messages: [message(seq)] })),
	{ messages: [message(2, { editedAt: 20 })] },
	{ messages: [message(2, { editedAt: 30 })] },
	{ messages: [message(3, { content: null, deletedAt: 40 })] },
	...[0, 2, 4, 6].map((lastSeq) => ({
		chats: [chat({ lastSeq, lastMessage: lastSeq ? message(lastSeq) : null, activeAt: lastSeq })]
	})),
	{ chats: [chat({ title: 'Sails', titleVersion: 2, lastSeq: 6, lastMessage: message(6), activeAt: 6 })] },
	...[1, 2, 3, 4, 5].map((version) => ({ drafts: [draft(version)] }))
];

async function tell(order: number[]) {
	const mirror = freshMirror();
	await apply(mirror, { chats: [chat()] });
	for (const index of order) await apply(mirror, history[index] ?? {});
	const { messages } = await readWindow(mirror, 'c', 100);
	const { lastSeq, title, activeAt, draftOnly } = (await mirror.chats.get('c')) ?? chat();
	const { rev: _, ...row } = (await mirror.drafts.get('c')) ?? { rev: 0 };
	mirror.close();
	return { messages, chat: { lastSeq, title, activeAt, draftOnly }, draft: row };
}

const indices = history.map((_, index) => index);

describe('what the server told', () => {
	test('leads to the same mirror in any order, each part once or more often', async () => {
		const inOrder = await tell(indices);
		expect(inOrder.messages.map((row) => row.seq)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(inOrder.messages[1]?.editedAt).toBe(30);
		expect(inOrder.messages[2]?.content).toBeNull();
		expect(inOrder.draft).toMatchObject({ version: 5, deleted: false });
		const orders = fc
			.tuple(
				fc.shuffledSubarray(indices, { minLength: indices.length }),
				fc.array(fc.constantFrom(...indices), { maxLength: 10 })
			)
			.map(([all, again]) => [...all, ...again]);
		await fc.assert(
			fc.asyncProperty(orders, async (order) => {
				expect(await tell(order)).toEqual(inOrder);
			}),
			{ numRuns: 60 }
		);
	});

	test('twice in one go is one row', async () => {
		const mirror = freshMirror();
		await apply(mirror, { chats: [chat(), chat()], messages: [message(1), message(1)] });
		expect(await mirror.messages.count()).toBe(1);
		expect(await mirror.chats.get('c')).toMatchObject({ unread: 1, lastSeq: 1 });
	});

	test('36: counts each unread message once, however often it is told', async () => {
		const mirror = freshMirror();
		await apply(mirror, { chats: [chat()] });
		for (const seq of [1, 2, 2, 1, 3]) await apply(mirror, { messages: [message(seq)] });
		expect(await mirror.chats.get('c')).toMatchObject({ unread: 3, lastSeq: 3 });
		await apply(mirror, { reads: [{ chatId: 'c', userId: me, seq: 2 }] });
		expect(await mirror.chats.get('c')).toMatchObject({ unread: 1, readSeq: 2 });
	});

	test('of reading on another device counts what is unread and not on this one', async () => {
		const mirror = freshMirror();
		const told = chat({ lastSeq: 90, readSeq: 30, unread: 60, mentions: 2 });
		await apply(mirror, { chats: [told], messages: [message(89), message(90)] });
		await apply(mirror, { reads: [{ chatId: 'c', userId: me, seq: 70 }] });
		expect(await mirror.chats.get('c')).toMatchObject({ readSeq: 70, unread: 20, mentions: 2 });
		await apply(mirror, { reads: [{ chatId: 'c', userId: me, seq: 89 }] });
		expect(await mirror.chats.get('c')).toMatchObject({ readSeq: 89, unread: 1, mentions: 0 });
	});

	test('counts a message that is deleted, or mentions this person no more, no longer', async () => {
		const mirror = freshMirror();
		const named = message(2, { mentions: [me] });
		await apply(mirror, { chats: [chat()], messages: [message(1), named, message(3)] });
		expect(await mirror.chats.get('c')).toMatchObject({ unread: 3, mentions: 1 });
		await apply(mirror, { messages: [message(2, { editedAt: 10, version: 1 })] });
		expect(await mirror.chats.get('c')).toMatchObject({ unread: 3, mentions: 0 });
		for (const seq of [1, 1]) await apply(mirror, { messages: [gone(seq)] });
		expect(await mirror.chats.get('c')).toMatchObject({ unread: 2, lastSeq: 3 });
		await apply(mirror, { messages: [gone(4)] });
		expect(await mirror.chats.get('c')).toMatchObject({ unread: 2, lastSeq: 4 });
	});

	test('of a chat, as it was before a message was deleted, counts that message no more', async () => {
		const mirror = freshMirror();
		await apply(mirror, { chats: [chat()], messages: [message(1), message(2), gone(2)] });
		await apply(mirror, { chats: [chat({ lastSeq: 2, unread: 2, revision: 1 })] });
		expect(await mirror.chats.get('c')).toMatchObject({ unread: 1 });
	});

	test('is what the server counts where unread messages are not here', async () => {
		const mirror = freshMirror();
		await apply(mirror, { chats: [chat({ lastSeq: 9, unread: 9 })], messages: [message(9)] });
		await apply(mirror, { chats: [chat({ lastSeq: 9, unread: 8, revision: 1 })], messages: [gone(9)] });
		expect(await mirror.chats.get('c')).toMatchObject({ unread: 8 });
	});

	test('in a chat that this person is out of by now is not kept, in whichever order it comes', async () => {
		const mirror = freshMirror();
		await apply(mirror, { chats: [chat({ lastSeq: 2 })], messages: [message(1), message(2)] });
		await mirror.messages.add({ ...message(3), seq: null, place: 2 ** 40, state: 'queued' });
		await apply(mirror, { chats: [chat({ removed: true, title: null, members: [], revision: 1 })] });
		const content = { chatId: 'c', cursor: '9', messages: [message(1)], gap: true, lastSeq: 2 };
		await applyContent(mirror, content);
		expect(await mirror.messages.toCollection().primaryKeys()).toEqual(['m3']);
		// The answer to what this person sent before.
		await apply(mirror, { messages: [message(3, { senderId: me }), message(4)] });
		expect(await mirror.messages.count()).toBe(0);
		expect(await mirror.chats.get('c')).toMatchObject({ removed: true, lastMessage: null });
		expect((await mirror.chats.get('c'))?.contentCursor).toBeUndefined();
	});

	test('of a message that leaves a hole marks the chat to be fetched', async () => {
		const mirror = freshMirror();
		await apply(mirror, { chats: [chat()], messages: [message(1)] });
		expect((await mirror.chats.get('c'))?.contentStale).toBeUndefined();
		await apply(mirror, { messages: [message(3)] });
		expect((await mirror.chats.get('c'))?.contentStale).toBe(1);
		const window = await readWindow(mirror, 'c', 60);
		expect(window.messages.map((row) => row.seq)).toEqual([3]);
		expect(window.missingBefore).toBe(3);
	});

	test('of one old message alone does not show that as the end of the chat', async () => {
		const mirror = freshMirror();
		await apply(mirror, { chats: [chat({ lastSeq: 9 })], messages: [message(4, { editedAt: 20 })] });
		const window = () => readWindow(mirror, 'c', 60);
		const nothing = { messages: [], reachesStart: false, missingBefore: 10 };
		expect(await window()).toMatchObject(nothing);
		await apply(mirror, { messages: [message(9)] });
		expect((await window()).messages.map((row) => row.seq)).toEqual([9]);
	});

	test('of a chat or a person that is not known is answered as such', async () => {
		const mirror = freshMirror();
		const known = { username: '', displayName: '', avatarUrl: null, bot: false, disabled: false };
		await apply(mirror, { users: [{ id: me, ...known }] });
		const incomplete = async (told: Told) => (await apply(mirror, told)).incomplete;
		expect(await incomplete({ chats: [chat()] })).toBe(false);
		expect(await incomplete({ messages: [message(1)] })).toBe(true);
		await apply(mirror, { users: [{ id: 'ben', ...known }] });
		expect(await incomplete({ messages: [message(1)] })).toBe(false);
		expect(await incomplete({ messages: [message(1, { id: 'x', chatId: 'd' })] })).toBe(true);
	});

	test('that others wrote and is unread is answered as news, once', async () => {
		const mirror = freshMirror();
		const news = async (told: Told) => (await apply(mirror, told)).news;
		await apply(mirror, { chats: [chat()] });
		expect(await news({ messages: [message(1), message(2)] })).toEqual([{ chatId: 'c', afterSeq: 0 }]);
		expect(await news({ messages: [message(2)] })).toEqual([]);
		expect(await news({ messages: [message(2, { editedAt: 30, version: 1 })] })).toEqual([]);
		expect(await news({ chats: [chat({ lastSeq: 2, unread: 2 })] })).toEqual([]);
		expect(await news({ chats: [chat({ lastSeq: 4, unread: 4 })] })).toEqual([{ chatId: 'c', afterSeq: 2 }]);
		await apply(mirror, { reads: [{ chatId: 'c', userId: me, seq: 4 }] });
		expect(await news({ messages: [message(5, { senderId: me })] })).toEqual([]);
		expect(await news({ chats: [chat({ id: 'd', lastSeq: 3, readSeq: 3 })] })).toEqual([]);
	});

	test('does not take back what was read here and is not yet told to the server', async () => {
		const mirror = freshMirror();
		await apply(mirror, { chats: [chat({ lastSeq: 5, readSeq: 5 })] });
		await apply(mirror, { chats: [chat({ lastSeq: 5, readSeq: 0, unread: 5 })] });
		expect(await mirror.chats.get('c')).toMatchObject({ readSeq: 5, unread: 0 });
	});
});
