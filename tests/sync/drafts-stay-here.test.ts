import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { deleteDraft } from '../../src/lib/client/intents/delete-draft.ts';
import { keepDraftsHere } from '../../src/lib/client/intents/keep-drafts-here.ts';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { drained, sent, twoPeople, type TwoPeople } from './support/two-people.ts';
import { until } from './support/until.ts';

let server: TestServer;
let here: TwoPeople;

beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
	here = await twoPeople(server);
});
afterEach(() => here.close());

const phoneHas = (words: string | null) =>
	until(
		() => here.anasPhone.drafts.get(here.chatId),
		(row) => (words === null ? row?.deleted === true : JSON.stringify(row?.content ?? null).includes(words))
	);

const save = (words: string) =>
	saveDraft(here.anasDesk, { chatId: here.chatId, content: text(words), replyTo: null, holdMs: 0 });

test('a draft that stays here is not sent to the server, and is as soon as it may', async () => {
	const { anasDesk, anasPhone, asked, chatId } = here;
	await keepDraftsHere(anasDesk, true);
	asked.length = 0;
	await save('for nobody else');
	await sendMessage(here.bensDesk, { chatId, content: text('Meanwhile'), replyTo: null });
	await sent(anasDesk, chatId, 2);
	expect(asked).not.toContain('draft.update');
	expect(await anasPhone.drafts.get(chatId)).toBeUndefined();
	await keepDraftsHere(anasDesk, false);
	await phoneHas('for nobody else');
});

test('a message made from it arrives, and neither its text nor an older one is left elsewhere', async () => {
	const { anasDesk, anasPhone, chatId } = here;
	await save('an older text');
	await phoneHas('an older text');
	await keepDraftsHere(anasDesk, true);
	await save('a newer text');
	await sendMessage(anasDesk, { chatId, content: text('a newer text'), replyTo: null });
	await sent(anasPhone, chatId, 2);
	await phoneHas(null);
	await drained(anasDesk);
	expect(await anasDesk.outbox.count()).toBe(0);
});

test('deleting it deletes what the server has of it', async () => {
	await save('an older text');
	await phoneHas('an older text');
	await keepDraftsHere(here.anasDesk, true);
	await save('a newer text');
	await deleteDraft(here.anasDesk, here.chatId);
	await phoneHas(null);
});
