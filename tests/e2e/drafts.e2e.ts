import type { Page } from '@playwright/test';
import {
	ana,
	ben,
	chatLink,
	composer,
	messageWith,
	messages,
	openChat,
	saving,
	say,
	signIn,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';

type Desks = { desk: Page; phone: Page; bens: Page };

/** Ana in two browsers, both at her chat with Ben, and Ben in a third. */
async function threeBrowsers(openBrowser: () => Promise<Page>): Promise<Desks> {
	const [desk, phone, bens] = [await openBrowser(), await openBrowser(), await openBrowser()];
	await signUpBoth(desk, bens);
	await startChat(desk, ben);
	await signIn(phone, ana);
	await openChat(phone, ben.displayName);
	return { desk, phone, bens };
}

async function typeFormatted(page: Page) {
	await composer(page).click();
	await page.keyboard.type('A **thick** line');
	await page.keyboard.press('Shift+Enter');
	await page.keyboard.type('and `code`');
}

test('a draft is in the other browser, formatting included, and gone from both once sent', async ({
	openBrowser
}) => {
	const { desk, phone, bens } = await threeBrowsers(openBrowser);
	await typeFormatted(desk);
	await expect(saving(desk)).toHaveText('Saved');
	await expect(composer(phone).locator('strong')).toHaveText('thick');
	await expect(composer(phone).locator('code')).toHaveText('code');
	await expect(composer(phone)).toContainText('A thick line');
	await expect(saving(phone)).toHaveText('Saved');
	await expect(chatLink(bens, ana.displayName)).toHaveCount(0);

	await desk.getByRole('button', { name: 'Send' }).click();
	await expect(messageWith(desk, 'A thick line')).toHaveAttribute('data-state', 'sent');
	await expect(messageWith(phone, 'A thick line')).toBeVisible();
	await expect(composer(desk)).toHaveText('');
	await expect(composer(phone)).toHaveText('');

	for (const page of [desk, phone]) {
		await page.reload();
		await expect(messages(page)).toHaveCount(1);
		await expect(composer(page)).toBeEditable();
		await expect(composer(page)).toHaveText('');
	}
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'A thick line')).toBeVisible();
});

test('a draft shows in the sidebar of the other browser, until it is emptied', async ({ openBrowser }) => {
	const { desk, phone } = await threeBrowsers(openBrowser);
	await say(desk, 'Hello');
	await expect(messageWith(phone, 'Hello')).toBeVisible();
	await phone.goto('/');
	await desk.keyboard.type('Half a thought');
	await expect(chatLink(phone, ben.displayName)).toContainText('Draft: Half a thought');
	await desk.keyboard.press('Control+A');
	await desk.keyboard.press('Backspace');
	await expect(chatLink(phone, ben.displayName)).not.toContainText('Draft:');
	await desk.reload();
	await expect(composer(desk)).toBeEditable();
	await expect(composer(desk)).toHaveText('');
});

test('a chat that nobody else has seen goes off the list with its emptied draft, not from under one’s hands', async ({
	openBrowser
}) => {
	const { desk, phone } = await threeBrowsers(openBrowser);
	await phone.goto('/');
	await composer(desk).click();
	await desk.keyboard.type('A thought');
	await expect(chatLink(phone, ben.displayName)).toContainText('Draft: A thought');
	await desk.keyboard.press('Control+A');
	await desk.keyboard.press('Backspace');
	await expect(chatLink(phone, ben.displayName)).toHaveCount(0);
	await expect(chatLink(desk, ben.displayName)).toHaveCount(0);

	await desk.keyboard.type('Another thought');
	await expect(composer(desk)).toHaveText('Another thought');
	await expect(chatLink(phone, ben.displayName)).toContainText('Draft: Another thought');
	await say(desk, ', said');
	await expect(messageWith(desk, 'Another thought, said')).toHaveAttribute('data-state', 'sent');
});

test('a draft survives a reload, and switching to another page and back', async ({ openBrowser }) => {
	const { desk } = await threeBrowsers(openBrowser);
	await typeFormatted(desk);
	await expect(saving(desk)).toHaveText(/^Saved/);
	await desk.reload();
	await expect(composer(desk).locator('strong')).toHaveText('thick');
	await composer(desk).click();
	await desk.keyboard.press('Control+End');
	await desk.keyboard.type(', more');
	await desk.getByRole('link', { name: 'Settings' }).click();
	await openChat(desk, ben.displayName);
	await expect(composer(desk)).toContainText('and code, more');
	await expect(composer(desk).locator('strong')).toHaveText('thick');
});
