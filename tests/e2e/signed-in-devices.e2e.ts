import type { Page } from '@playwright/test';
import { faultsOf } from './support/axe.ts';
import { phone } from './support/devices.ts';
import {
	ana,
	ben,
	composer,
	messageWith,
	openChat,
	saving,
	say,
	signIn,
	signUpBoth,
	startChat
} from './support/people.ts';
import { waitForInstalled } from './support/lasting-browser.ts';
import { expect, test } from './support/test.ts';

const newPassword = 'a longer one than before';

async function openSettings(page: Page) {
	await page.getByRole('link', { name: 'Settings' }).click();
	await expect(page.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible();
}

async function changePassword(page: Page, present: string, next: string) {
	await page.getByLabel('Present password').fill(present);
	await page.getByLabel('New password').fill(next);
	await page.getByRole('button', { name: 'Change password' }).click();
}

/** Types a text that stays here, and a message that waits, and is then put out. */
async function leaveWordsUnsent(page: Page) {
	await page.context().setOffline(true);
	await say(page, 'The words that wait');
	await composer(page).click();
	await page.keyboard.type('And a draft after them');
	await expect(saving(page)).toHaveText('Saved on this device');
}

async function findWordsAgain(page: Page, person: typeof ana) {
	await expect(page.getByText('You are signed out.')).toBeVisible();
	await expect(composer(page)).toHaveText('And a draft after them');
	await signIn(page, person);
	await openChat(page, ben.displayName);
	await expect(messageWith(page, 'The words that wait')).toHaveAttribute('data-state', 'sent');
	await expect(composer(page)).toHaveText('And a draft after them');
}

test('a device that is signed out from another one loses the connection, and none of its words', async ({
	openBrowser
}) => {
	const desk = await openBrowser();
	await signUpBoth(desk, await openBrowser());
	await startChat(desk, ben);
	await say(desk, 'Hello');
	const pocket = await openBrowser(phone);
	await signIn(pocket, ana);
	await openChat(pocket, ben.displayName);
	await expect(messageWith(pocket, 'Hello')).toBeVisible();
	await leaveWordsUnsent(pocket);

	await openSettings(desk);
	const list = desk.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');
	await expect(list).toHaveCount(2);
	await expect(list.filter({ hasText: 'This device' })).toHaveCount(1);
	await list.getByRole('button', { name: /^Sign out / }).click();
	await expect(list).toHaveCount(1);
	await expect(desk.getByRole('button', { name: 'Sign out everywhere else' })).toHaveCount(0);

	await pocket.context().setOffline(false);
	await findWordsAgain(pocket, ana);
});

test('another password signs out everywhere else, where nothing is lost; a wrong one is told beside its field', async ({
	openBrowser
}) => {
	const desk = await openBrowser();
	await signUpBoth(desk, await openBrowser());
	await startChat(desk, ben);
	await say(desk, 'Hello');
	const pocket = await openBrowser(phone);
	await signIn(pocket, ana);
	await openChat(pocket, ben.displayName);
	await expect(messageWith(pocket, 'Hello')).toBeVisible();
	await leaveWordsUnsent(pocket);

	await openSettings(desk);
	await changePassword(desk, ana.password, 'short');
	await expect(desk.getByText('It must be at least 8 characters long.')).toBeVisible();
	await expect(desk.getByLabel('New password')).toBeFocused();
	await changePassword(desk, 'not this one', newPassword);
	await expect(desk.getByText('The present password is wrong. Nothing was changed.')).toBeVisible();
	expect(await faultsOf(desk)).toEqual([]);
	await changePassword(desk, ana.password, newPassword);
	await expect(desk.getByText('One other session was signed out')).toBeVisible();
	await expect(
		desk.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem')
	).toHaveCount(1);

	await pocket.context().setOffline(false);
	await findWordsAgain(pocket, { ...ana, password: newPassword });
});

test('without a network the settings say what cannot be done now', async ({ openBrowser }) => {
	const desk = await openBrowser();
	await signUpBoth(desk, await openBrowser());
	await waitForInstalled(desk);
	await desk.context().setOffline(true);
	await openSettings(desk);
	await expect(desk.getByText('Where you are signed in is shown when you are online.')).toBeVisible();
	await changePassword(desk, ana.password, newPassword);
	await expect(desk.getByText('Your password is as it was; try again when you are online.')).toBeVisible();
	await desk.context().setOffline(false);
	const devices = desk.getByRole('region', { name: 'Where you are signed in' });
	await expect(devices.getByRole('listitem')).toContainText('This device');
	await expect(desk.getByText('Where you are signed in is shown when you are online.')).toHaveCount(0);
});

test('a page whose code has not come yet is told from a fault, and comes with the network', async ({
	openBrowser
}) => {
	const desk = await openBrowser({ serviceWorkers: 'block' });
	await signUpBoth(desk, await openBrowser());
	const settings = desk.getByRole('link', { name: 'Settings' });
	await expect(settings).toBeVisible();
	await desk.context().setOffline(true);
	await settings.click();
	await expect(desk.getByRole('heading', { name: 'This page is not on this device yet' })).toBeVisible();
	await desk.context().setOffline(false);
	await desk.getByRole('link', { name: 'Back to your chats' }).click();
	await openSettings(desk);
});
