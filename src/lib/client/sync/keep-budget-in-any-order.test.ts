import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chatIds } from '../../../../tests/sync/support/reading-server.ts';
import { makeDevice, shownSeqs, type TrimmedDevice } from '../../../../tests/sync/support/trimmed-device.ts';
import { text } from '../../../../tests/support/documents.ts';
import { editMessage } from '../intents/edit-message.ts';
import { openChat } from '../intents/open-chat.ts';
import { saveDraft } from '../intents/save-draft.ts';
import { sendMessage } from '../intents/send-message.ts';
import { readWindow } from '../mirror/conversation-window.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { neededMessages } from '../mirror/needed-messages.ts';
import { bytesOf } from '../mirror/note-history.ts';

/** The count is what is there. */
async function expectCounted(mirror: Mirror) {
	const byChat = Map.groupBy(await mirror.messages.toArray(), ({ chatId }) => chatId);
	for (const { chatId, count, bytes } of await mirror.histories.toArray()) {
		const rows = (byChat.get(chatId) ?? []).filter(({ seq }) => seq !== null);
		expect({ chatId, count, bytes }).toEqual({ chatId, count: rows.length, bytes: bytesOf(rows) });
	}
}

/** What can be read ends with the newest message that the device knows of, and leads up to it. */
async function expectNoHole(mirror: Mirror, chatId: string) {
	const shown = await shownSeqs(mirror, chatId, 1000);
	const { lastSeq = 0 } = (await mirror.chats.get(chatId)) ?? {};
	expect(shown).toEqual(shown.map((_, index) => lastSeq + 1 - shown.length + index));
}

const chat = fc.constantFrom(...chatIds);
const tab = fc.constantFrom(0 as const, 1 as const);
const back = fc.nat(100);

type Action = { kind: string; run: (device: TrimmedDevice) => Promise<unknown> };

/** What can happen, with a name for who reads which run failed. */
function happening<Values extends object>(
	kind: string,
	values: { [Name in keyof Values]: fc.Arbitrary<Values[Name]> },
	run: (device: TrimmedDevice, chosen: Values) => Promise<unknown>
): fc.Arbitrary<Action> {
	return fc.record(values).map((chosen) => ({ kind, ...chosen, run: (device) => run(device, chosen) }));
}

const open = happening(
	'open',
	{ tab, chatId: chat, pages: fc.nat(5) },
	(device, { tab: at, chatId, pages }) => device.open(at, chatId, pages === 0 ? undefined : pages * 60)
);
const close = happening('close', { tab }, (device, chosen) => openChat(device.tabs[chosen.tab], null));
const say = happening('say', { chatId: chat, count: fc.constantFrom(1, 3, 40, 230) }, (device, said) =>
	device.hear(device.server.say(said.chatId, said.count))
);
const edit = happening('edit', { chatId: chat, back }, (device, edited) => editThere(device, edited));
const write = happening('write', { chatId: chat, back: fc.option(back) }, async ({ mirror }, written) => {
	const replyTo = written.back === null ? null : await shownMessage(mirror, written.chatId, written.back);
	await sendMessage(mirror, { chatId: written.chatId, content: text('Mine'), replyTo });
});
const change = happening('change', { chatId: chat, back }, async ({ mirror }, changed) => {
	const id = await shownMessage(mirror, changed.chatId, changed.back);
	if (id !== null) await editMessage(mirror, id, text('Better words'));
});
const draft = happening('draft', { chatId: chat, back }, async ({ mirror }, drafted) => {
	const replyTo = await shownMessage(mirror, drafted.chatId, drafted.back);
	await saveDraft(mirror, { chatId: drafted.chatId, content: text('Half'), replyTo, holdMs: 0 });
});
const connect = happening('connect', { online: fc.boolean() }, (device, { online }) =>
	device.connect(online)
);
const crash = happening('crash', {}, (device) => device.crash());
const budget = fc.constantFrom(0, 0, 50_000, 150_000);
const trim = happening('trim', { budget, chatId: chat, back }, (device, chosen) =>
	// Between two of its transactions somebody changes a message.
	trimAndLook(device, chosen.budget, () => editThere(device, chosen))
);

const action = fc.oneof(
	...[open, close, say, write, change, draft, connect, crash],
	{ weight: 2, arbitrary: edit },
	{ weight: 3, arbitrary: trim }
);

test('in whatever order chats are opened, written in, trimmed and cut off: no hole is shown, nothing unsent goes, and all can be read again', async () => {
	const lengths = fc.tuple(fc.nat(150), fc.nat(150), fc.nat(3));
	await fc.assert(
		fc.asyncProperty(lengths, fc.array(action, { maxLength: 25 }), async (start, actions) => {
			const device = await makeDevice(...start);
			for (const { run } of actions) {
				await run(device);
				await expectCounted(device.mirror);
				for (const chatId of chatIds) await expectNoHole(device.mirror, chatId);
			}
			await device.connect(true);
			for (const chatId of chatIds) await expectAll(device, chatId);
		}),
		{ numRuns: 100 }
	);
});

/** Who opens the chat and scrolls back reads what the server has. */
async function expectAll(device: TrimmedDevice, chatId: string) {
	const there = device.server.messages(chatId);
	// Those that are not sent stand in the window too.
	const size = there.length + 100;
	await device.open(0, chatId, size);
	const { messages } = await readWindow(device.mirror, chatId, size);
	const sent = messages.filter(({ seq }) => seq !== null);
	const stored = await device.mirror.messages.bulkGet(sent.map(({ id }) => id));
	expect(stored.map((row) => [row?.seq, row?.content])).toEqual(
		there.map((message) => [message.seq, message.content])
	);
}

/** Ben changes a message, so far back from the end. */
function editThere(device: TrimmedDevice, edited: { chatId: string; back: number }): Promise<void> {
	const { server } = device;
	return device.hear(server.edit(edited.chatId, server.messages(edited.chatId).length - edited.back));
}

/** The id of a message that the server has, so far back from the end of the window. */
async function shownMessage(mirror: Mirror, chatId: string, from: number): Promise<string | null> {
	const { messages } = await readWindow(mirror, chatId, 300);
	return messages.filter(({ state }) => state === 'sent').at(-1 - from)?.id ?? null;
}

/** What the screens show, what is unread and what is unsent is the same after a trim as before. */
async function trimAndLook(device: TrimmedDevice, bytes: number, between: () => Promise<void>) {
	const { mirror } = device;
	const look = async () => ({
		windows: await openWindows(mirror),
		unsent: await mirror.messages.filter(({ seq }) => seq === null).toArray(),
		outbox: await mirror.outbox.toArray(),
		drafts: await mirror.drafts.toArray(),
		unread: (await mirror.chats.toArray()).map(({ id, unread, lastSeq, lastMessage }) => [
			id,
			unread,
			lastSeq,
			lastMessage?.id
		])
	});
	const before = await look();
	const needed = await Promise.all(chatIds.map((id) => neededMessages(mirror, id)));
	const ids = needed.flatMap((set) => [...set]);
	const there = (await mirror.messages.bulkGet(ids)).map((row) => row?.id);
	await device.trim(bytes, between);
	expect(await look()).toEqual(before);
	expect((await mirror.messages.bulkGet(ids)).map((row) => row?.id)).toEqual(there);
}

async function openWindows(mirror: Mirror) {
	const open = await mirror.requests.where('kind').equals('open').toArray();
	const shown = open.flatMap((row) => (row.kind === 'open' ? [row] : []));
	return Promise.all(shown.map(({ chatId, size }) => shownSeqs(mirror, chatId, size ?? 1000)));
}
