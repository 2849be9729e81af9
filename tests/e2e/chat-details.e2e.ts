import type { Page } from '@playwright/test';
import { faultsOf } from './support/axe.ts';
import { makeGroup } from './support/make-group.ts';
import {
	ana,
	ben,
	chatLink,
	chats,
	composer,
	messageWith,
	openChat,
	say,
	saving,
	signIn,
	signUpBoth,
	startChat
} from './support/people.ts';
import { phone } from './support/devices.ts';
import { expect, test } from './support/test.ts';

const details = (page: Page) => page.getByRole('dialog', { name: 'Chat details' });

async function showDetails(page: Page) {
	await page.getByRole('button', { name: 'Chat details' }).click();
	await expect(details(page)).toBeVisible();
	return details(page);
}

test('a group is pinned, archived and muted from its details, and found again', async ({ openBrowser }) => {
	const page = await openBrowser();
	const friend = await openBrowser(phone);
	await signUpBoth(page, friend);
	await makeGroup(page, ben, 'Boats');
	const dialog = await showDetails(page);
	await dialog.getByRole('checkbox', { name: 'Pinned' }).check();
	await dialog.getByRole('combobox', { name: 'Mute' }).selectOption('For ever');
	await expect(dialog.getByRole('combobox', { name: 'Mute' })).toContainText('Muted');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('button', { name: 'Chat details' })).toBeFocused();
	await expect(chats(page).getByText('Pinned')).toBeVisible();
	const anasPhone = await openBrowser(phone);
	await signIn(anasPhone, ana);
	await expect(chats(anasPhone).getByText('Pinned')).toBeVisible();

	await chatLink(page, 'Boats').click({ button: 'right' });
	await page.getByRole('menuitem', { name: 'Archive' }).click();
	await expect(chatLink(page, 'Boats')).toHaveCount(0);
	await expect(chatLink(anasPhone, 'Boats')).toHaveCount(0);
	await page.reload();
	await chats(page).getByRole('button', { name: 'Archived' }).click();
	await chatLink(page, 'Boats').click({ button: 'right' });
	await page.getByRole('menuitem', { name: 'Unarchive' }).click();
	await expect(chatLink(page, 'Boats')).toBeVisible();
});

test('only admins write where the owner says so, and whoever is made one', async ({ openBrowser }) => {
	const page = await openBrowser();
	const friend = await openBrowser(phone);
	await signUpBoth(page, friend);
	await makeGroup(page, ben, 'News');
	await openChat(friend, 'News');
	await composer(friend).click();
	await friend.keyboard.type('May I say something');
	await expect(saving(friend).filter({ hasText: 'Saved' })).toBeVisible();
	const dialog = await showDetails(page);
	await dialog.getByRole('combobox', { name: 'Who may write' }).selectOption('Admins only');
	await expect(friend.getByText('Only admins write in this chat.')).toBeVisible();
	await expect(composer(friend)).toHaveCount(0);

	await dialog.getByRole('button', { name: 'Actions for Ben Okafor' }).click();
	await page.getByRole('menuitem', { name: 'Make admin' }).click();
	await expect(composer(friend)).toHaveText('May I say something');
	await expect(dialog.getByRole('listitem').filter({ hasText: 'Ben Okafor' })).toContainText('Admin');
});

test('the last owner hands over before leaving; unsent words stay in the drafts', async ({ openBrowser }) => {
	const page = await openBrowser();
	const friend = await openBrowser(phone);
	await signUpBoth(page, friend);
	await makeGroup(page, ben, 'Crew');
	await composer(page).click();
	await page.keyboard.type('Not sent');
	await expect(saving(page).filter({ hasText: 'Saved' })).toBeVisible();
	let dialog = await showDetails(page);
	await dialog.getByRole('button', { name: 'Leave group' }).click();
	await page.getByRole('button', { name: 'Leave', exact: true }).click();
	await expect(chatLink(page, 'Crew')).toBeVisible();
	await openChat(page, 'Crew');

	dialog = await showDetails(page);
	await dialog.getByRole('button', { name: 'Actions for Ben Okafor' }).click();
	await page.getByRole('menuitem', { name: 'Hand over…' }).click();
	await page.getByRole('button', { name: 'Hand over', exact: true }).click();
	await expect(dialog.getByRole('listitem').filter({ hasText: 'Ana Ruiz (you)' })).toContainText('Admin');
	await dialog.getByRole('button', { name: 'Leave group' }).click();
	await page.getByRole('button', { name: 'Leave', exact: true }).click();
	await expect(chatLink(page, 'Crew')).toHaveCount(0);
	await page.goto('/drafts');
	await expect(page.getByRole('main').getByText('Not sent')).toBeVisible();

	await openChat(friend, 'Crew');
	const bens = await showDetails(friend);
	await bens.getByRole('button', { name: 'Add people' }).click();
	await bens.getByRole('searchbox', { name: 'Search people' }).fill('ana');
	await bens.getByRole('checkbox', { name: ana.displayName }).check();
	await bens.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(bens.getByRole('listitem').filter({ hasText: 'Ana Ruiz' })).toBeVisible();
	await openChat(page, 'Crew');
	await expect(messageWith(page, 'Welcome to Crew')).toBeVisible();
});

test('who is removed is told so on the open chat', async ({ openBrowser }) => {
	const page = await openBrowser();
	const friend = await openBrowser(phone);
	await signUpBoth(page, friend);
	await makeGroup(page, ben, 'Secret');
	await openChat(friend, 'Secret');
	const dialog = await showDetails(page);
	await dialog.getByRole('button', { name: 'Actions for Ben Okafor' }).click();
	await page.getByRole('menuitem', { name: 'Remove…' }).click();
	await page.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(friend.getByRole('heading', { name: 'This chat is not here' })).toBeVisible();
	await expect(dialog.getByRole('heading', { name: '1 member' })).toBeVisible();
});

test('a deleted direct chat is back with the next message alone', async ({ openBrowser }) => {
	const page = await openBrowser();
	const friend = await openBrowser(phone);
	await signUpBoth(page, friend);
	await startChat(page, ben);
	await say(page, 'Before');
	await openChat(friend, ana.displayName);
	const dialog = await showDetails(page);
	await dialog.getByRole('button', { name: 'Delete chat' }).click();
	await page
		.getByRole('dialog', { name: 'Delete this chat?' })
		.getByRole('button', { name: 'Delete chat' })
		.click();
	await expect(chatLink(page, ben.displayName)).toHaveCount(0);
	await say(friend, 'After');
	await openChat(page, ben.displayName);
	await expect(messageWith(page, 'After')).toBeVisible();
	await expect(messageWith(page, 'Before')).toHaveCount(0);
});

test('notes to oneself begin from New chat', async ({ openBrowser }) => {
	const page = await openBrowser();
	const friend = await openBrowser(phone);
	await signUpBoth(page, friend);
	await page.goto('/');
	await page.getByRole('button', { name: 'New chat' }).click();
	await page.getByRole('button', { name: 'Notes to self' }).click();
	await expect(page.getByRole('heading', { name: 'Notes to self' })).toBeVisible();
	await say(page, 'Milk');
	await expect(messageWith(page, 'Milk')).toBeVisible();
	const anasPhone = await openBrowser(phone);
	await signIn(anasPhone, ana);
	await openChat(anasPhone, 'Notes to self');
	await expect(messageWith(anasPhone, 'Milk')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
	for (const width of [360, 1280]) {
		test(`the details are accessible, ${colorScheme}, ${width} px wide`, async ({ openBrowser }, info) => {
			const page = await openBrowser();
			await signUpBoth(page, await openBrowser());
			await makeGroup(page, ben, 'Boats');
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 800 });
			const dialog = await showDetails(page);
			await expect(dialog.getByRole('button', { name: 'Actions for Ben Okafor' })).toBeVisible();
			expect(await faultsOf(page)).toEqual([]);
			await page.screenshot({ path: info.outputPath('details.png') });
			await dialog.getByRole('button', { name: 'Actions for Ben Okafor' }).click();
			expect(await faultsOf(page)).toEqual([]);
			await page.screenshot({ path: info.outputPath('menu.png') });
		});
	}
}
