import type { Page } from '@playwright/test';
import { makeGroup } from './support/make-group.ts';
import {
	ana,
	ben,
	chatLink,
	composer,
	makeInvite,
	messageWith,
	openChat,
	saving,
	say,
	signUp,
	signUpBoth,
	startChat,
	type Person
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const carl: Person = { username: 'carl', displayName: 'Carl Friis', password: 'slow and steady' };
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Forward to…' });
const search = (page: Page) => dialog(page).getByRole('searchbox', { name: 'Search chats and people' });
const target = (page: Page, name: string) => dialog(page).getByRole('radio', { name, exact: true });
const send = (page: Page) => dialog(page).getByRole('button', { name: 'Forward' });

async function forward(page: Page, words: string) {
	await messageWith(page, words).hover();
	await messageWith(page, words).getByRole('button', { name: 'Message actions' }).click();
	await page.getByRole('menuitem', { name: 'Forward' }).click();
	await expect(search(page)).toBeFocused();
}

test('a message goes to another chat in the name of who wrote it, which nobody can change', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello');
	await openChat(bens, ana.displayName);
	await say(bens, 'Boats at **dawn**');
	await makeGroup(anas, ben, 'Harbour');
	await anas.keyboard.type('My draft');
	await expect(saving(anas)).toHaveText('Saved');
	await openChat(anas, ben.displayName);

	await forward(anas, 'Boats');
	await expect(send(anas)).toBeDisabled();
	await search(anas).fill('harb');
	await anas.keyboard.press('Enter');
	await expect(target(anas, 'Harbour')).toBeChecked();
	await anas.keyboard.press('Enter');
	await expect(anas.getByRole('heading', { name: 'Harbour' })).toBeVisible();
	await expect(messageWith(anas, 'Boats')).toContainText('Forwarded from Ben Okafor');
	await expect(composer(anas)).toHaveText('My draft');
	await openChat(bens, 'Harbour');
	await expect(messageWith(bens, 'Boats')).toContainText('Forwarded from Ben Okafor');
	await expect(messageWith(bens, 'Boats').locator('strong')).toHaveText('dawn');

	await messageWith(anas, 'Boats').hover();
	await messageWith(anas, 'Boats').getByRole('button', { name: 'Message actions' }).click();
	await expect(anas.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
	await expect(anas.getByRole('menuitem', { name: 'Edit' })).toHaveCount(0);
});

test('somebody without a chat gets it in a new one, and learns the name of a stranger', async ({
	openBrowser
}) => {
	const [anas, bens, carls] = [await openBrowser(), await openBrowser(), await openBrowser()];
	await signUp(anas, ana);
	const invite = await makeInvite(anas);
	await signUp(bens, ben, invite);
	await anas.goto('/settings');
	await signUp(carls, carl, await makeInvite(anas));
	await startChat(anas, ben);
	await say(anas, 'Hello');
	await openChat(bens, ana.displayName);
	await say(bens, 'Boats at dawn');
	await anas.setViewportSize({ width: 360, height: 740 });
	await forward(anas, 'Boats');
	await search(anas).fill('carl');
	await target(anas, 'Carl Friis').check();
	await send(anas).click();
	await expect(anas.getByRole('heading', { name: 'Carl Friis' })).toBeVisible();
	await openChat(carls, ana.displayName);
	await expect(messageWith(carls, 'Boats')).toContainText('Forwarded from Ben Okafor');
});

test('without a network it waits; when the message has changed meanwhile nothing is lost', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello');
	await openChat(bens, ana.displayName);
	await say(bens, 'Boats at dawn');
	await makeGroup(anas, ben, 'Harbour');
	await openChat(anas, ben.displayName);
	await expect(messageWith(anas, 'Boats')).toBeVisible();
	await anas.context().setOffline(true);
	await expect(anas.getByText('Offline.')).toBeVisible();
	await forward(anas, 'Boats');
	await target(anas, 'Harbour').check();
	await send(anas).click();
	await expect(messageWith(anas, 'Boats')).toHaveAttribute('data-state', 'queued');
	await expect(messageWith(anas, 'Boats')).toContainText('Forwarded from Ben Okafor');

	await composer(bens).click();
	await bens.keyboard.press('ArrowUp');
	await expect(bens.getByText('Editing a message')).toBeVisible();
	await bens.keyboard.type(', or later');
	await bens.keyboard.press('Enter');
	await expect(messageWith(bens, 'or later')).toContainText('edited');
	await expect(messageWith(bens, 'or later').getByText('The change is waiting')).toHaveCount(0);

	await anas.context().setOffline(false);
	const failed = messageWith(anas, 'Boats at dawn');
	await expect(failed).toHaveAttribute('data-state', 'failed');
	await expect(failed).toContainText('The message to forward has changed in the meantime.');
	await openChat(anas, ben.displayName);
	await expect(messageWith(anas, 'or later')).toBeVisible();
	await chatLink(anas, 'Harbour').click();
	await failed.getByRole('button', { name: 'Retry' }).click();
	await expect(failed).toHaveAttribute('data-state', 'sent');
	await expect(failed).toContainText('Boats at dawn, or later');
	await expect(failed).toContainText('Forwarded from Ben Okafor');
});
