import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancelMessage } from '../../src/lib/client/intents/cancel-message.ts';
import { createChat } from '../../src/lib/client/intents/create-chat.ts';
import { deleteDraft } from '../../src/lib/client/intents/delete-draft.ts';
import { openChat } from '../../src/lib/client/intents/open-chat.ts';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import type { Document } from '../../src/lib/protocol/document/document.ts';
import type { Draft } from '../../src/lib/protocol/entities.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';
import { Desk, type Fate } from './support/desk.ts';

let server: TestServer;
let ana: Person;
let anasDesk: TestClient;
let anasPhone: TestClient;

beforeAll(async () => {
	server = await startServer();
	ana = await server.person('ana');
	anasDesk = await connect(server, ana);
	anasPhone = await connect(server, ana);
});

afterAll(() => server.stop());

async function deskWithChat() {
	const desk = new Desk(ana.user.id, anasDesk);
	const { chatId } = await createChat(desk.mirror, { kind: 'group', memberIds: [], title: 'Boats' });
	await desk.drain();
	return { desk, chatId };
}

async function serverDraft(chatId: string): Promise<Draft | undefined> {
	const { drafts } = await anasPhone.get('sync.initial', { cursor: null, limit: 500 });
	return drafts.find((draft) => draft.chatId === chatId);
}

async function serverMessages(chatId: string): Promise<(Document | null)[]> {
	const messages = await anasPhone.get('chat.messages.get', { chatId, limit: 100 });
	return messages.map((message) => message.content);
}

/** The phone, always up to date, writes over what is there. */
async function phoneSaves(chatId: string, content: Document) {
	const save = { chatId, content, mutationId: newId() };
	const baseVersion = (await serverDraft(chatId))?.version ?? 0;
	const reply = await anasPhone.ask('draft.update', { ...save, baseVersion });
	if (reply.ok) return;
	// The first sync tells no tombstones; the refusal does.
	const { version } = reply.error.current as Draft;
	await anasPhone.get('draft.update', { ...save, baseVersion: version });
}

const words = (name: string) => ({ content: text(name), replyTo: null });

describe('a crash', () => {
	for (const fate of ['not sent', 'answer lost'] as Fate[]) {
		test(`31: while a message is on its way (${fate}) neither loses nor doubles it`, async () => {
			const { desk, chatId } = await deskWithChat();
			await saveDraft(desk.mirror, { chatId, ...words('one'), holdMs: 0 });
			await sendMessage(desk.mirror, { chatId, ...words('one') });
			await sendMessage(desk.mirror, { chatId, ...words('two') });
			await desk.step(fate);
			desk.crash();
			await desk.step(fate);
			desk.crash();
			await desk.drain();
			expect(await serverMessages(chatId)).toEqual([text('one'), text('two')]);
			expect(await desk.mirror.outbox.count()).toBe(0);
			expect((await desk.mirror.messages.toArray()).map((row) => row.state)).toEqual(['sent', 'sent']);
		});

		test(`22: while a draft is on its way (${fate}) does not bring it back after the send`, async () => {
			const { desk, chatId } = await deskWithChat();
			await saveDraft(desk.mirror, { chatId, ...words('half'), holdMs: 0 });
			await desk.step(fate);
			desk.crash();
			await saveDraft(desk.mirror, { chatId, ...words('whole'), holdMs: 0 });
			await sendMessage(desk.mirror, { chatId, ...words('whole') });
			await desk.hear();
			expect((await desk.mirror.drafts.get(chatId))?.deleted).toBe(true);
			await desk.drain();
			await desk.hear();
			expect((await desk.mirror.drafts.get(chatId))?.deleted).toBe(true);
			expect((await serverDraft(chatId))?.content ?? null).toBeNull();
			expect(await serverMessages(chatId)).toEqual([text('whole')]);
		});
	}

	test('41: before anything was sent keeps all of it, in order', async () => {
		const desk = new Desk(ana.user.id, anasDesk);
		const { chatId } = await createChat(desk.mirror, { kind: 'group', memberIds: [], title: 'Offline' });
		await sendMessage(desk.mirror, { chatId, ...words('one') });
		await saveDraft(desk.mirror, { chatId, ...words('next'), holdMs: 0 });
		desk.crash();
		await desk.drain();
		expect(await serverMessages(chatId)).toEqual([text('one')]);
		expect((await serverDraft(chatId))?.content).toEqual(text('next'));
	});
});

test('22: a message made from a newer save than the one on its way takes the draft with it', async () => {
	const { desk, chatId } = await deskWithChat();
	await saveDraft(desk.mirror, { chatId, ...words('half'), holdMs: 0 });
	const arrive = await desk.depart();
	await saveDraft(desk.mirror, { chatId, ...words('whole'), holdMs: 0 });
	await sendMessage(desk.mirror, { chatId, ...words('whole') });
	await arrive();
	await desk.drain();
	await desk.hear();
	expect((await serverDraft(chatId))?.content ?? null).toBeNull();
	expect((await desk.mirror.drafts.get(chatId))?.deleted).toBe(true);
	expect(await serverMessages(chatId)).toEqual([text('whole')]);
});

test('22: nor does a draft return whose message was cancelled before the next one was sent', async () => {
	const { desk, chatId } = await deskWithChat();
	await saveDraft(desk.mirror, { chatId, ...words('first'), holdMs: 0 });
	await desk.step('not sent');
	const { messageId } = await sendMessage(desk.mirror, { chatId, ...words('first') });
	await cancelMessage(desk.mirror, messageId);
	await saveDraft(desk.mirror, { chatId, ...words('second'), holdMs: 0 });
	await sendMessage(desk.mirror, { chatId, ...words('second') });
	await desk.drain();
	await desk.hear();
	expect((await serverDraft(chatId))?.content ?? null).toBeNull();
	expect(await serverMessages(chatId)).toEqual([text('second')]);
});

describe('a draft', () => {
	test('18: is not cut off by the echo of an earlier save of its own', async () => {
		const { desk, chatId } = await deskWithChat();
		await saveDraft(desk.mirror, { chatId, ...words('first'), holdMs: 0 });
		await desk.step('answer lost');
		await saveDraft(desk.mirror, { chatId, ...words('first and second'), holdMs: 0 });
		await desk.hear();
		expect(await desk.mirror.drafts.get(chatId)).toMatchObject({
			content: text('first and second'),
			version: 1,
			unsynced: true
		});
		await desk.drain();
		expect((await serverDraft(chatId))?.content).toEqual(text('first and second'));
		expect(await desk.mirror.draftHistory.count()).toBe(0);
	});

	test('18: whose earlier save’s answer was lost is rebased on it without a word', async () => {
		const { desk, chatId } = await deskWithChat();
		await saveDraft(desk.mirror, { chatId, ...words('first'), holdMs: 0 });
		await desk.step('answer lost');
		await saveDraft(desk.mirror, { chatId, ...words('first and second'), holdMs: 0 });
		await desk.drain();
		expect(await serverDraft(chatId)).toMatchObject({ content: text('first and second'), version: 2 });
		expect(await desk.mirror.drafts.get(chatId)).toMatchObject({ version: 2, unsynced: false });
		expect(await desk.mirror.draftHistory.count()).toBe(0);
	});

	test('that is deleted while another device’s text is set aside is deleted for both', async () => {
		const { desk, chatId } = await deskWithChat();
		await openChat(desk.mirror, chatId);
		await saveDraft(desk.mirror, { chatId, ...words('mine'), holdMs: 0 });
		await phoneSaves(chatId, text('from the phone'));
		await desk.step();
		expect((await desk.mirror.drafts.get(chatId))?.rival?.version).toBe(1);
		await deleteDraft(desk.mirror, chatId);
		await desk.drain();
		await desk.hear();
		expect(await desk.mirror.drafts.get(chatId)).toMatchObject({ deleted: true, version: 2 });
		expect((await serverDraft(chatId))?.content ?? null).toBeNull();
	});

	test('of another device that came between save and send stays', async () => {
		const { desk, chatId } = await deskWithChat();
		await saveDraft(desk.mirror, { chatId, ...words('mine'), holdMs: 0 });
		await desk.drain();
		await phoneSaves(chatId, text('from the phone'));
		await sendMessage(desk.mirror, { chatId, ...words('mine') });
		await desk.drain();
		await desk.hear();
		expect((await serverDraft(chatId))?.content).toEqual(text('from the phone'));
		expect((await desk.mirror.drafts.get(chatId))?.content).toEqual(text('from the phone'));
	});

	test('of another device that the box did not show goes into the history before it is written over', async () => {
		const { desk, chatId } = await deskWithChat();
		const { mutationId } = await saveDraft(desk.mirror, { chatId, ...words('mine'), holdMs: 0 });
		await desk.drain();
		await phoneSaves(chatId, text('from the phone'));
		await desk.hear();
		await saveDraft(desk.mirror, { chatId, ...words('mine, more'), holdMs: 0, replaces: mutationId });
		await desk.drain();
		expect((await serverDraft(chatId))?.content).toEqual(text('mine, more'));
		const history = await desk.mirror.draftHistory.toArray();
		expect(history).toMatchObject([{ content: text('from the phone'), reason: 'theirs' }]);
	});

	test('that was typed and emptied before it was ever sent leaves nothing to do', async () => {
		const { desk, chatId } = await deskWithChat();
		await saveDraft(desk.mirror, { chatId, ...words('oops'), holdMs: 60_000 });
		await saveDraft(desk.mirror, { chatId, content: null, replyTo: null, holdMs: 0 });
		expect(await desk.mirror.outbox.count()).toBe(0);
		expect(await desk.mirror.drafts.get(chatId)).toMatchObject({ deleted: true, unsynced: false });
	});
});

type Op =
	| { kind: 'save' | 'send' | 'phone' | 'empty' | 'hear' | 'crash' | 'open' | 'leave' }
	| { kind: 'step'; fate: Fate };

const op: fc.Arbitrary<Op> = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom<Op[]>({ kind: 'save' }, { kind: 'send' }, { kind: 'phone' }) },
	{ weight: 2, arbitrary: fc.constantFrom<Op[]>({ kind: 'empty' }, { kind: 'hear' }, { kind: 'crash' }) },
	{ weight: 1, arbitrary: fc.constantFrom<Op[]>({ kind: 'open' }, { kind: 'leave' }) },
	{
		weight: 4,
		arbitrary: fc
			.constantFrom<Fate[]>('done', 'not sent', 'answer lost')
			.map((fate) => ({ kind: 'step' as const, fate }))
	}
);

/** A person at a desk and a phone, and what each text's owner saw: a text may go only under the eyes of somebody. */
class Story {
	readonly sent: Document[] = [];
	readonly typed: string[] = [];
	readonly seen = new Set<string>();
	readonly #desk: Desk;
	readonly #chatId: string;
	#count = 0;

	constructor(desk: Desk, chatId: string) {
		this.#desk = desk;
		this.#chatId = chatId;
	}

	async run(step: Op) {
		const chatId = this.#chatId;
		if (step.kind === 'step') await this.#desk.step(step.fate);
		else if (step.kind === 'crash') this.#desk.crash();
		else if (step.kind === 'hear') await this.#desk.hear();
		else if (step.kind === 'open') await openChat(this.#desk.mirror, chatId);
		else if (step.kind === 'leave') await openChat(this.#desk.mirror, null);
		else if (step.kind === 'phone') await this.#phone();
		else if (step.kind === 'send') await this.#send();
		else await this.#save(step.kind === 'save' ? this.#next('desk') : null);
	}

	async #phone() {
		const before = await serverDraft(this.#chatId);
		if (before?.content) this.seen.add(JSON.stringify(before.content));
		await phoneSaves(this.#chatId, this.#next('phone'));
	}

	/** The person sees what stands in the box, and writes over it. */
	async #save(content: Document | null) {
		const row = await this.#desk.mirror.drafts.get(this.#chatId);
		if (row?.content) this.seen.add(JSON.stringify(row.content));
		const replaces = row?.mutationId ?? null;
		await saveDraft(this.#desk.mirror, { chatId: this.#chatId, content, replyTo: null, holdMs: 0, replaces });
	}

	async #send() {
		const row = await this.#desk.mirror.drafts.get(this.#chatId);
		const content = row?.content ?? this.#next('sent');
		this.sent.push(content);
		await sendMessage(this.#desk.mirror, { chatId: this.#chatId, content, replyTo: null });
	}

	#next(by: string): Document {
		const content = text(`${by} ${++this.#count}`);
		this.typed.push(JSON.stringify(content));
		return content;
	}
}

describe('whatever happens in between', () => {
	test('every message arrives once and in order, and no text goes unseen', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(op, { maxLength: 25 }), async (ops) => {
				const { desk, chatId } = await deskWithChat();
				const story = new Story(desk, chatId);
				for (const step of ops) await story.run(step);
				await desk.drain();
				// Whoever opens the chat anew finds the other device's text, if one waited.
				await openChat(desk.mirror, chatId);
				await desk.drain();
				await desk.hear();

				const messages = await serverMessages(chatId);
				expect(messages).toEqual(story.sent);
				const draft = await serverDraft(chatId);
				const row = await desk.mirror.drafts.get(chatId);
				expect(row?.content ?? null).toEqual(draft?.content ?? null);
				expect(row?.unsynced ?? false).toBe(false);
				expect(await desk.mirror.outbox.count()).toBe(0);

				const history = (await desk.mirror.draftHistory.toArray()).map((entry) => entry.content);
				const kept = new Set([...messages, draft?.content, ...history].map((one) => JSON.stringify(one)));
				const lost = story.typed.filter((one) => !kept.has(one) && !story.seen.has(one));
				expect(lost).toEqual([]);
				desk.mirror.close();
			}),
			{ numRuns: 60 }
		);
	});
});
