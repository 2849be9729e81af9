import type { Page } from '@playwright/test';
import { ana, ben, messages, openChat, say, signUpBoth, startChat } from './support/people.ts';
import { phone } from './support/devices.ts';
import { sender } from './support/sender.ts';
import { expect, test } from './support/test.ts';

/** Ana's words come to Ben, who looks at the end of a long chat. */
async function beginLong(anas: Page, bens: Page) {
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'hello');
	await openChat(bens, ana.displayName);
	const { send, close } = await sender(anas);
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
