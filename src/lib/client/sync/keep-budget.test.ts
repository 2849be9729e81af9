import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { chatIds } from '../../../../tests/sync/support/reading-server.ts';
import { atOnce, makeDevice, never, shownSeqs } from '../../../../tests/sync/support/trimmed-device.ts';
import { text } from '../../../../tests/support/documents.ts';
import { limitHistory } from '../intents/limit-history.ts';
import { openChat } from '../intents/open-chat.ts';
import { requestOlder } from '../intents/request-older.ts';
import { sendMessage } from '../intents/send-message.ts';
import { readWindow } from '../mirror/conversation-window.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { keepBudget } from './keep-budget.ts';

const [first = '', second = '', third = ''] = chatIds;

const held = async (mirror: Mirror) =>
	Object.fromEntries((await mirror.histories.toArray()).map(({ chatId, count }) => [chatId, count]));

describe('the history of a device', () => {
	test('within its budget stays', async () => {
		const device = await makeDevice(200, 200);
		await device.open(0, first, 200);
		await device.trim(1_000_000);
		expect(await held(device.mirror)).toMatchObject({ [first]: 200 });
	});

	test('goes first where nobody was for longest, and no further than it must', async () => {
		const device = await makeDevice(300, 300);
		await device.open(0, first, 300);
		await device.open(0, second, 300);
		await device.open(0, first, 60);
		await device.open(0, third, 60);
		const { bytes = 0 } = (await device.mirror.histories.get(first)) ?? {};
		await device.trim(1.9 * bytes);
		const { [first]: firsts, [second]: seconds = 0 } = await held(device.mirror);
		expect(firsts).toBe(300);
		expect(seconds).toBeGreaterThan(60);
		expect(seconds).toBeLessThan(250);
		expect(await shownSeqs(device.mirror, second, 300)).toHaveLength(seconds);
	});

	test('leaves the newest page of each chat while that is enough, and else nothing of those that are not open', async () => {
		const device = await makeDevice(300, 300);
		await device.open(0, first, 300);
		await device.open(0, second, 300);
		await device.open(0, third);
		await device.trim(100_000);
		expect(await held(device.mirror)).toMatchObject({ [first]: 60, [second]: 60 });
		await device.trim(0);
		expect(await held(device.mirror)).toMatchObject({ [first]: 0, [second]: 0 });
		expect(await readWindow(device.mirror, first, 60)).toMatchObject({ messages: [], missingBefore: 301 });
		await device.open(0, first, 60);
		expect(await shownSeqs(device.mirror, first, 60)).toHaveLength(60);
	});

	test('stays while it is unread or pinned, and something else can go', async () => {
		const device = await makeDevice(100, 100);
		await device.hear(device.server.say(first, 90));
		await device.hear(device.server.pin(second, 2));
		await device.open(0, first, 190);
		await device.open(0, second, 100);
		await device.open(0, third, 60);
		const { bytes = 0 } = (await device.mirror.histories.get(first)) ?? {};
		await device.trim(bytes);
		expect(await held(device.mirror)).toMatchObject({ [first]: 90, [second]: 61 });
		expect(await device.mirror.messages.get(`${second}-2`)).toBeDefined();
	});

	test('stays as far as a tab shows it, and whole where a tab does not tell that', async () => {
		const device = await makeDevice(600, 600);
		await device.open(0, first, 600);
		await device.open(1, second, 600);
		await device.open(0, first, 120);
		await openChat(device.tabs[1], second);
		await device.trim(0);
		expect(await held(device.mirror)).toMatchObject({ [first]: 240, [second]: 600 });
	});

	test('of a chat that is being fetched, or that something unsent is about, stays', async () => {
		const device = await makeDevice(100, 100);
		await device.open(0, first, 100);
		await device.open(0, second, 100);
		await sendMessage(device.mirror, { chatId: first, content: text('Mine'), replyTo: `${first}-3` });
		await requestOlder(device.mirror, { chatId: second, beforeSeq: 1 });
		await device.open(0, third, 60);
		await device.connect(false);
		await requestOlder(device.mirror, { chatId: second, beforeSeq: 1 });
		await limitHistory(device.mirror, 0);
		await keepBudget(device.mirror, atOnce, never);
		expect(await held(device.mirror)).toMatchObject({ [first]: 61, [second]: 100 });
		expect(await device.mirror.messages.get(`${first}-3`)).toBeDefined();
		const { messages } = await readWindow(device.mirror, first, 100);
		expect(messages.map(({ seq }) => seq).slice(0, 2)).toEqual([41, 42]);
		expect(messages.at(-1)?.state).toBe('queued');
	});

	test('is trimmed on after a crash between two transactions, and no window had a hole', async () => {
		const device = await makeDevice(500);
		await device.open(0, first, 500);
		await device.open(0, second, 60);
		const dies = new AbortController();
		await limitHistory(device.mirror, 0);
		let steps = 0;
		const crash = () => Promise.resolve(++steps === 3 ? dies.abort() : undefined);
		await keepBudget(device.mirror, crash, dies.signal);
		await device.crash();
		const { [first]: left = 0 } = await held(device.mirror);
		expect(left).toBeLessThan(500);
		expect(left).toBeGreaterThan(60);
		expect(await shownSeqs(device.mirror, first, 500)).toHaveLength(left);
		await device.trim(0);
		expect(await held(device.mirror)).toMatchObject({ [first]: 0 });
	});
});
