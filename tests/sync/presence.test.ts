import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createChat } from '../../src/lib/client/intents/create-chat.ts';
import { doNotDisturb } from '../../src/lib/client/intents/do-not-disturb.ts';
import { hideLastSeen, requestHiding } from '../../src/lib/client/intents/hide-last-seen.ts';
import { changeMembers } from '../../src/lib/client/intents/change-members.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { tellTyping } from '../../src/lib/client/intents/tell-typing.ts';
import type { Mirror } from '../../src/lib/client/mirror/mirror.ts';
import type { Moment } from '../../src/lib/client/mirror/moment.ts';
import type { Presence } from '../../src/lib/protocol/entities.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { Browser } from './support/browser.ts';
import { HandClock } from './support/hand-clock.ts';
import { listeningNetwork } from './support/listening-network.ts';
import { online, twoPeople, type TwoPeople } from './support/two-people.ts';
import { until } from './support/until.ts';

const day = 24 * 60 * 60 * 1000;
const fiveMinutes = 5 * 60_000;

let server: TestServer;
let people: TwoPeople;
/** What Ana's tab at the desk knows. */
let anas: Moment;
let bens: Moment;

beforeAll(async () => {
	// The server keeps its own time; a clock that is set is a device's.
	const began = performance.timeOrigin;
	server = await startServer({}, () => Math.round(began + performance.now()));
});
afterAll(() => server.stop());
beforeEach(async () => {
	people = await twoPeople(server);
	anas = people.desk.momentOf(people.anasDesk);
	bens = people.bens.momentOf(people.bensDesk);
});
afterEach(async () => {
	vi.restoreAllMocks();
	await people.close();
});

/** Resolves once something that one can follow in a tab is so. */
function seen<Value>(moment: Moment, id: string, look: () => Value, fits: (value: Value) => boolean) {
	return new Promise<Value>((resolve) => {
		const check = () => {
			const value = look();
			if (!fits(value)) return;
			stop();
			resolve(value);
		};
		const stop = moment.follow(id, check);
		check();
	});
}

/** What one tab says has reached the others: a hand moves the clock faster than any tab speaks. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

const sees = (moment: Moment, userId: string, status: Presence['status'] | undefined) =>
	seen(
		moment,
		userId,
		() => moment.of(userId),
		(presence) => presence?.status === status
	);

const typing = (moment: Moment, chatId: string, userIds: string[]) =>
	seen(
		moment,
		chatId,
		() => moment.typingIn(chatId),
		(now) => JSON.stringify(now) === JSON.stringify(userIds)
	);

const hiding = (mirror: Mirror, hidden: boolean) =>
	until(
		() => mirror.requests.get('hiding'),
		(row) => row?.kind === 'hiding' && row.state === 'done' && row.hidden === hidden
	);

describe('whoever is on the screen', () => {
	test('is seen to come, to be not to be disturbed, and to go', async () => {
		const { ben, bens: browser, bensDesk } = people;
		anas.show(ben.user.id);
		await sees(anas, ben.user.id, 'active');
		await doNotDisturb(bensDesk, true);
		await sees(anas, ben.user.id, 'dnd');
		browser.goOffline();
		const gone = await sees(anas, ben.user.id, 'offline');
		expect(gone?.lastSeenAt).toBeLessThanOrEqual(anas.serverNow);
		// What was chosen stays on the device.
		browser.goOnline();
		await sees(anas, ben.user.id, 'dnd');
	});

	test('is asked for again after a reconnection, and unknown until then', async () => {
		const { ben, desk, anasDesk } = people;
		anas.show(ben.user.id);
		await sees(anas, ben.user.id, 'active');
		desk.goOffline();
		await sees(anas, ben.user.id, undefined);
		desk.goOnline();
		await online(anasDesk);
		await sees(anas, ben.user.id, 'active');
	});

	test('in a tab that does not lead is seen there, also when that one has to go on alone', async () => {
		const { ben, desk, anasDesk } = people;
		const second = await desk.openTab();
		const other = desk.momentOf(second);
		other.show(ben.user.id);
		await sees(other, ben.user.id, 'active');
		desk.crashTab(anasDesk);
		await sees(other, ben.user.id, undefined);
		await sees(other, ben.user.id, 'active');
	});

	test('is nobody’s business any more once there is no common chat', async () => {
		const { ana, ben, anasDesk, bensDesk, chatId } = people;
		bens.show(ana.user.id);
		await sees(bens, ana.user.id, 'active');
		const payload = { chatId, userId: ben.user.id };
		await changeMembers(anasDesk, { event: 'chat.members.remove', payload });
		await until(
			() => bensDesk.chats.get(chatId),
			(row) => row?.removed === true
		);
		await doNotDisturb(anasDesk, true);
		expect(await sees(bens, ana.user.id, 'offline')).toMatchObject({ lastSeenAt: null });
	});
});

describe('a clock of the device that is off by a day', () => {
	test.each([-day, day])('by %i ms does not move when somebody was last seen', async (by) => {
		const { ben, bens: browser } = people;
		const now = Date.now.bind(Date);
		vi.spyOn(Date, 'now').mockImplementation(() => now() + by);
		anas.show(ben.user.id);
		await sees(anas, ben.user.id, 'active');
		browser.goOffline();
		const gone = await sees(anas, ben.user.id, 'offline');
		const ago = anas.serverNow - (gone?.lastSeenAt ?? 0);
		expect(ago).toBeGreaterThanOrEqual(0);
		expect(ago).toBeLessThan(day / 2);
	});
});

describe('somebody who touches no tab for five minutes', () => {
	let clock: HandClock;
	let browser: Browser;
	let asked: string[];
	let mirror: Mirror;
	let first: Moment;

	beforeEach(async () => {
		clock = new HandClock();
		const network = listeningNetwork();
		asked = network.asked;
		people.bens.goOffline();
		browser = new Browser(server.url, people.ben, true, { ...network, clock });
		mirror = await browser.openTab();
		first = browser.momentOf(mirror);
		await online(mirror);
		anas.show(people.ben.user.id);
		await sees(anas, people.ben.user.id, 'active');
	});
	afterEach(() => browser.close());

	test('is away, and there again with the next touch', async () => {
		clock.pass(fiveMinutes);
		await sees(anas, people.ben.user.id, 'away');
		first.touch();
		await sees(anas, people.ben.user.id, 'active');
		expect(asked.filter((event) => event === 'presence.set')).toHaveLength(2);
	});

	test('is there as long as they touch another tab, and the two do not contradict each other', async () => {
		const second = browser.momentOf(await browser.openTab());
		for (const tab of [second, first, second]) {
			clock.pass(fiveMinutes - 1_000);
			tab.touch();
			await turn();
		}
		clock.pass(fiveMinutes - 1_000);
		await turn();
		expect(asked).not.toContain('presence.set');
		clock.pass(1_000);
		await sees(anas, people.ben.user.id, 'away');
		expect(asked.filter((event) => event === 'presence.set')).toHaveLength(1);
	});

	test('is not away when the tab that leads is closed by the hand that goes on in another', async () => {
		const second = await browser.openTab();
		const other = browser.momentOf(second);
		clock.pass(fiveMinutes - 1_000);
		first.touch();
		await turn();
		await browser.closeTab(mirror);
		await online(second);
		other.show(people.ana.user.id);
		clock.pass(2_000);
		await sees(other, people.ana.user.id, 'active');
		clock.pass(2_000);
		expect(asked).not.toContain('presence.set');
	});
});

describe('typing', () => {
	test('is seen by the others of the chat, from any tab, until the message is there', async () => {
		const { ben, bens: browser, chatId } = people;
		const second = await browser.openTab();
		const row = await until(
			() => second.chats.get(chatId),
			(chat) => chat !== undefined
		);
		tellTyping(browser.momentOf(second), row, true);
		await typing(anas, chatId, [ben.user.id]);
		await sendMessage(second, { chatId, content: text('Aye'), replyTo: null });
		await typing(anas, chatId, []);
	});

	test('is seen by nobody in a chat that has not begun', async () => {
		const { anasDesk, bens: browser, bensDesk, ben, asked, chatId } = people;
		const fresh = await createChat(anasDesk, { kind: 'group', memberIds: [ben.user.id], title: 'New' });
		tellTyping(anas, await anasDesk.chats.get(fresh.chatId), true);
		tellTyping(anas, await anasDesk.chats.get(chatId), true);
		await typing(browser.momentOf(bensDesk), chatId, [people.ana.user.id]);
		expect(asked.filter((event) => event === 'typing.start')).toHaveLength(1);
	});
});

test('who hides when they were last seen is not seen then, and their choice waits for a network', async () => {
	const { ben, bens: browser, bensDesk, anasDesk } = people;
	await requestHiding(bensDesk);
	await hiding(bensDesk, false);
	browser.goOffline();
	await hideLastSeen(bensDesk, true);
	// Whoever only looks at the choice does not take it back.
	await requestHiding(bensDesk);
	browser.goOnline();
	await hiding(bensDesk, true);
	browser.goOffline();
	anas.show(ben.user.id);
	expect(await sees(anas, ben.user.id, 'offline')).toMatchObject({ lastSeenAt: null });
	await requestHiding(anasDesk);
	await hiding(anasDesk, false);
});

test('of the people on a long list the last 200 are asked for, and who was forgotten is asked for again', async () => {
	const { ben } = people;
	anas.show(ben.user.id);
	await sees(anas, ben.user.id, 'active');
	for (let shown = 0; shown < 200; shown++) anas.show(newId());
	await sees(anas, ben.user.id, undefined);
	const second = people.desk.momentOf(await people.desk.openTab());
	second.show(ben.user.id);
	await sees(second, ben.user.id, 'active');
});
