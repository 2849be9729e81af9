import type { Page } from '@playwright/test';
import {
	ana,
	ben,
	chatLink,
	chats,
	composer,
	messageWith,
	say,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };

/** How far the page reaches beyond the screen, in pixels. */
const overflow = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test('on a phone, list and conversation are pages of their own', async ({ openBrowser }) => {
	const anas = await openBrowser(phone);
	const bens = await openBrowser();
	await anas.goto('/login');
	expect(await overflow(anas)).toBe(0);
	await signUpBoth(anas, bens);
	expect(await overflow(anas)).toBe(0);

	await startChat(anas, ben);
	await expect(chats(anas)).toBeHidden();
	await expect(composer(anas)).toBeEditable();
	await say(anas, 'Enter sends here too');
	await expect(messageWith(anas, 'Enter sends here too')).toBeVisible();
	await composer(anas).fill(`A${'h'.repeat(200)}oy`);
	await anas.getByRole('button', { name: 'Send' }).click();
	await expect(messageWith(anas, 'oy')).toBeVisible();
	expect(await overflow(anas)).toBe(0);

	await anas.getByRole('link', { name: 'Back' }).click();
	await expect(chats(anas)).toBeVisible();
	await expect(composer(anas)).toBeHidden();
	expect(await overflow(anas)).toBe(0);
	await chatLink(anas, ben.displayName).click();
	await expect(messageWith(anas, 'oy')).toBeInViewport();

	await chatLink(bens, ana.displayName).click();
	await expect(messageWith(bens, 'oy')).toBeVisible();
});
