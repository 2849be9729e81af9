import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { liveQuery } from 'dexie';
import { afterEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../protocol/envelope.ts';
import { sendMessage } from '../intents/send-message.ts';
import { retryMessage } from '../intents/retry-message.ts';
import { takeBackMessage } from '../intents/take-back-message.ts';
import { Mirror } from '../mirror/mirror.ts';
import type { MessageRow } from '../mirror/rows.ts';
import { Outbox } from './outbox.ts';
import type { Request } from './link.ts';

const content = {
	type: 'doc' as const,
	content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Ahoy' }] }]
};

let outbox: Outbox | undefined;
let mirror: Mirror;

afterEach(async () => {
	await outbox?.stop();
	mirror.close();
});

/** A fake server: what it answers is the test's to say, one answer after the other. */
function serve(answers: (Reply | null)[]): unknown[] {
	const asked: unknown[] = [];
	mirror = new Mirror('me', { indexedDB: new IDBFactory(), IDBKeyRange });
	const request = ((event: string, payload: unknown) => {
		asked.push(payload);
		const answer = answers.shift() ?? null;
		return Promise.resolve(event === 'sync.offline' ? inFrame(payload, answer) : answer);
	}) as Request;
	outbox = new Outbox(mirror, request, (work) => work());
	return asked;
}

type Frame = { mutations: { id: string }[] };

/** An answer to a frame: a refusal of the whole, or one of a list of replies to each request in it. */
function inFrame(payload: unknown, answer: Reply | null): Reply | null {
	if (!answer?.ok) return answer;
	const replies = answer.data as Reply[];
	const { mutations } = payload as Frame;
	return { ok: true, data: { results: mutations.map(({ id }, n) => ({ id, reply: replies[n] })) } };
}

function stored(id: string, seq = 1): Reply {
	const message = { id, chatId: 'c', seq, senderId: 'me', content, replyTo: null };
	const rest = {
		attachments: [],
		mentions: [],
		reactions: [],
		createdAt: 5,
		editedAt: null,
		deletedAt: null
	};
	return { ok: true, data: { ...message, ...rest } };
}

function until(id: string, state: MessageRow['state']): Promise<void> {
	return new Promise((resolve) => {
		liveQuery(() => mirror.messages.get(id)).subscribe((row) => row?.state === state && resolve());
	});
}

const send = () => sendMessage(mirror, { chatId: 'c', content, replyTo: null });

describe('the outbox', () => {
	test('asks again under the same id until there is an answer', async () => {
		const answers: (Reply | null)[] = [
			null,
			{ ok: false, error: { code: 'unavailable', message: '' } },
			{ ok: false, error: { code: 'rate_limited', message: '', retryAfterMs: 1 } }
		];
		const asked = serve(answers);
		const { messageId } = await send();
		answers.push(stored(messageId));
		outbox?.start();
		await until(messageId, 'sent');
		expect(asked).toMatchObject(Array.from({ length: 4 }, () => ({ id: messageId })));
		expect(await mirror.outbox.count()).toBe(0);
		expect(await mirror.messages.get(messageId)).toMatchObject({ seq: 1, place: 1, createdAt: 5 });
	});

	test('keeps what was refused with its reason, and sends it again when told to', async () => {
		const refusal: Reply = { ok: false, error: { code: 'not_found', message: 'No such chat.' } };
		const answers: Reply[] = [refusal];
		serve(answers);
		const { messageId } = await send();
		outbox?.start();
		await until(messageId, 'failed');
		expect(await mirror.messages.get(messageId)).toMatchObject({
			error: { code: 'not_found', message: 'No such chat.' }
		});
		expect(await mirror.outbox.toArray()).toMatchObject([{ state: 'refused' }]);
		answers.push(stored(messageId));
		await retryMessage(mirror, messageId);
		await until(messageId, 'sent');
	});

	test('asks again, in order, for what a frame left undecided', async () => {
		const answers: Reply[] = [];
		const asked = serve(answers);
		const ids = [(await send()).messageId, (await send()).messageId, (await send()).messageId] as const;
		const limited: Reply = { ok: false, error: { code: 'rate_limited', message: '', retryAfterMs: 1 } };
		answers.push({ ok: true, data: [stored(ids[0]), limited, limited] });
		answers.push({ ok: true, data: [stored(ids[1], 2), stored(ids[2], 3)] });
		outbox?.start();
		await until(ids[2], 'sent');
		const idsOf = (frame: unknown) => (frame as { mutations: { payload: unknown }[] }).mutations;
		expect(idsOf(asked[0]).map(({ payload }) => payload)).toMatchObject(ids.map((id) => ({ id })));
		expect(idsOf(asked[1]).map(({ payload }) => payload)).toMatchObject([{ id: ids[1] }, { id: ids[2] }]);
		expect(await mirror.outbox.count()).toBe(0);
	});

	test('sends one by one what the server refuses to take in one frame', async () => {
		const answers: Reply[] = [{ ok: false, error: { code: 'too_large', message: '' } }];
		const asked = serve(answers);
		const [one, two] = [(await send()).messageId, (await send()).messageId];
		answers.push(stored(one), stored(two, 2));
		outbox?.start();
		await until(two, 'sent');
		expect(asked.slice(1)).toMatchObject([{ id: one }, { id: two }]);
	});

	test('gives a message back to the draft while it has not left', async () => {
		serve([]);
		const { messageId } = await send();
		expect(await takeBackMessage(mirror, messageId)).toBe(true);
		expect(await mirror.messages.count()).toBe(0);
		expect(await mirror.drafts.get('c')).toMatchObject({ content, deleted: false, unsynced: true });
		expect(await mirror.outbox.toArray()).toMatchObject([{ event: 'draft.update' }]);
	});

	test('does not give back a message that may have arrived', async () => {
		serve([]);
		const { messageId } = await send();
		await mirror.outbox.where('key').equals(`send:${messageId}`).modify({ state: 'sent' });
		expect(await takeBackMessage(mirror, messageId)).toBe(false);
		expect(await mirror.messages.get(messageId)).toMatchObject({ state: 'queued' });
	});
});
