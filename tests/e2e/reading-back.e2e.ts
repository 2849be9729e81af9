import type { Page } from '@playwright/test';
import { ana, ben, messages, openChat, say, signUpBoth, startChat } from './support/people.ts';
import { phone } from './support/devices.ts';
import { sender } from './support/sender.ts';
import { expect, test } from './support/test.ts';

/** Ana's words come to Ben, who looks at the end of their chat. */
async function begin(anas: Page, bens: Page) {
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'hello');
	await openChat(bens, ana.displayName);
	return sender(anas);
}

async function beginLong(anas: Page, bens: Page) {
	const { send, close } = await begin(anas, bens);
	for (let n = 1; n <= 60; n++) await send(`early ${n}.`);
	await expect(messages(bens).last()).toContainText('early 60.');
	return { send, close };
}

const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const jump = (page: Page) => page.getByRole('button', { name: /Jump to latest/ });

test('what is read further back stays in its place, however much comes in', async ({ openBrowser }) => {
	const bens = await openBrowser(phone);
	const { send, close } = await beginLong(await openBrowser(), bens);
	await log(bens).evaluate((list) => list.scrollBy(0, -600));
	await expect(jump(bens)).toBeVisible();
	const top = () =>
		log(bens).evaluate((list) => {
			const from = list.getBoundingClientRect().top;
			const shown = [...list.querySelectorAll('article')].find(
				(message) => message.getBoundingClientRect().top >= from
			);
			return [shown?.dataset.messageId, Math.round((shown?.getBoundingClientRect().top ?? 0) - from)];
		});
	const before = await top();
	for (let n = 1; n <= 80; n++) await send(`late ${n}.`);
	await bens.getByText('late 80').first().waitFor({ state: 'attached' });
	expect(await top()).toEqual(before);
	close();
});

test('what comes in at the end of a long chat takes nothing from the screen', async ({ openBrowser }) => {
	const bens = await openBrowser(phone);
	const { send, close } = await begin(await openBrowser(), bens);
	// A row that is taken for its neighbour has another height. So many of these are more than what is on the list at first.
	const words = (n: number) => (n % 5 ? `short ${n}.` : `long ${n}. ${'many words '.repeat(60)}`);
	for (let n = 1; n <= 64; n++) await send(words(n));
	await expect(messages(bens).last()).toContainText('short 64.');
	const heights = await log(bens).evaluateHandle((list) => {
		const all: number[] = [];
		new MutationObserver(() => all.push(list.scrollHeight)).observe(list, { subtree: true, childList: true });
		return all;
	});
	const sendUpTo = async (from: number, to: number) => {
		for (let n = from; n <= to; n++) {
			await send(words(n));
			await expect(messages(bens).last()).toContainText(` ${n}.`);
		}
	};
	await sendUpTo(65, 76);
	const seen = await heights.evaluate((all) => all);
	expect(seen.length).toBeGreaterThan(10);
	// A row that comes is taken for a short one, as most are; what is taken from the list by mistake is the rest of a long one.
	const falls = seen.map((height, at) => (seen[at - 1] ?? 0) - height);
	expect(Math.max(...falls)).toBeLessThan(100);
	// From time to time the oldest ones make room: the end stays where it is.
	await sendUpTo(77, 110);
	await expect(jump(bens)).toBeHidden();
	close();
});

test('who scrolls up in the moment in which a message comes in is not taken back to the end', async ({
	openBrowser
}) => {
	const bens = await openBrowser();
	const { send, close } = await beginLong(await openBrowser(), bens);
	await log(bens).evaluate((list) => {
		const came = new MutationObserver(() => {
			if (!list.textContent?.includes('late 1.')) return;
			came.disconnect();
			// A hand moves between two tasks, and here before the list has measured what came.
			setTimeout(() => list.scrollBy(0, -600));
		});
		came.observe(list, { subtree: true, childList: true, characterData: true });
	});
	await send('late 1.');
	await expect(jump(bens)).toBeVisible();
	await send('late 2.');
	await expect(jump(bens)).toBeVisible();
	await jump(bens).click();
	await expect(messages(bens).last()).toContainText('late 2.');
	await expect(jump(bens)).toBeHidden();
	await send('late 3.');
	await expect(messages(bens).filter({ hasText: 'late 3.' })).toBeInViewport({ ratio: 1 });
	close();
});
