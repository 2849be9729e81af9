import type { Locator, Page } from '@playwright/test';
import { ben, composer, makeInvite, messages, say, signUp, signUpBoth, startChat } from './support/people.ts';
import { expect, test } from './support/test.ts';

const carl = { username: 'carl', displayName: 'Carl Weiss', password: 'blotting paper' };

const actionsOf = (message: Locator) => message.getByRole('button', { name: 'Message actions' });

/** Ana in a chat with Ben, with a message of her own on the server. */
async function writeOne(anas: Page, bens: Page): Promise<Locator> {
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'First of all');
	await say(anas, 'Hello');
	await expect(messages(anas)).toHaveCount(2);
	await expect(messages(anas).last()).toHaveAttribute('data-state', 'sent');
	return messages(anas).last();
}

async function choose(page: Page, message: Locator, name: string): Promise<void> {
	await actionsOf(message).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('menuitem').first()).toBeFocused();
	const item = page.getByRole('menuitem', { name });
	while (!(await item.evaluate((element) => element === document.activeElement)))
		await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
}

test('the menu of a message shows where one is, and gives the focus back', async ({ openBrowser }) => {
	const anas = await openBrowser();
	const message = await writeOne(anas, await openBrowser());
	await actionsOf(message).focus();
	await anas.keyboard.press('Enter');
	const first = anas.getByRole('menuitem').first();
	await expect(first).toBeFocused();
	expect(await first.evaluate((item) => getComputedStyle(item).outlineStyle)).toBe('solid');
	await anas.keyboard.press('Escape');
	await expect(actionsOf(message)).toBeFocused();
});

test('the question before a deletion gives the focus back, and after the deletion it is in the conversation', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	const message = await writeOne(anas, await openBrowser());
	const question = anas.getByRole('dialog', { name: 'Delete this message?' });
	await choose(anas, message, 'Delete');
	await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
	await anas.keyboard.press('Escape');
	await expect(question).toBeHidden();
	await expect(actionsOf(message)).toBeFocused();

	await choose(anas, message, 'Delete');
	await anas.keyboard.press('Tab');
	await anas.keyboard.press('Enter');
	await expect(question).toBeHidden();
	await expect(message).toContainText('deleted');
	await expect(anas.getByRole('log', { name: 'Messages' })).toBeFocused();
});

test('a menu that is opened as soon as the question is gone stays open: the browser says later that it closed', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	const message = await writeOne(anas, await openBrowser());
	await choose(anas, message, 'Delete');
	const question = anas.getByRole('dialog', { name: 'Delete this message?' });
	await expect(question).toBeVisible();
	const told = question.evaluate(
		(dialog: HTMLDialogElement, button) => {
			dialog.close();
			(button as HTMLElement).click();
			return new Promise((resolve) => dialog.addEventListener('close', () => resolve(dialog.isConnected)));
		},
		await actionsOf(message).elementHandle()
	);
	expect(await told).toBe(false);
	await expect(anas.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
	await anas.keyboard.press('ArrowDown');
	await expect(anas.getByRole('menuitem').nth(1)).toBeFocused();
});

test('Escape leaves editing from its buttons too, for the box of the draft', async ({ openBrowser }) => {
	const anas = await openBrowser();
	const message = await writeOne(anas, await openBrowser());
	await composer(anas).click();
	await anas.keyboard.type('a draft');
	await choose(anas, message, 'Edit');
	await expect(composer(anas)).toHaveText('Hello');
	await expect(composer(anas)).toBeFocused();
	await anas.keyboard.press('Tab');
	await expect(anas.getByRole('button', { name: 'Bold' })).toBeFocused();
	await anas.keyboard.press('Escape');
	await expect(composer(anas)).toHaveText('a draft');
	await expect(composer(anas)).toBeFocused();
});

test('leaving the form of a link gives the focus back to the box', async ({ openBrowser }) => {
	const anas = await openBrowser();
	await writeOne(anas, await openBrowser());
	for (const leave of ['Escape', 'Cancel']) {
		await composer(anas).focus();
		await anas.getByRole('button', { name: 'Link' }).press('Enter');
		await expect(anas.getByRole('textbox', { name: 'Link address' })).toBeFocused();
		if (leave === 'Escape') await anas.keyboard.press('Escape');
		else await anas.getByRole('button', { name: leave }).press('Enter');
		await expect(composer(anas)).toBeFocused();
	}
});

test('a group is renamed with the keyboard alone', async ({ openBrowser }) => {
	const anas = await openBrowser();
	await signUpBoth(anas, await openBrowser());
	await anas.goto('/settings');
	await signUp(await openBrowser(), carl, await makeInvite(anas));
	await anas.goto('/');
	await anas.getByRole('button', { name: 'New chat' }).press('Enter');
	for (const { username, displayName } of [ben, carl]) {
		await anas.getByRole('searchbox', { name: 'Search people' }).fill(`@${username}`);
		await anas.getByRole('checkbox', { name: displayName }).press('Space');
	}
	await anas.getByRole('button', { name: 'Create group' }).press('Enter');
	await say(anas, 'Hello');

	const title = anas.getByRole('heading', { level: 1 }).getByRole('button');
	const field = anas.getByRole('textbox', { name: 'Name of the chat' });
	for (const [key, shown] of [
		['Escape', /Ben/],
		['Enter', /^Ships$/]
	] as const) {
		await title.press('Enter');
		await expect(field).toBeFocused();
		await anas.keyboard.type('Ships');
		await anas.keyboard.press(key);
		await expect(title).toHaveText(shown);
		await expect(title).toBeFocused();
	}
});
