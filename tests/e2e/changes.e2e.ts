import type { Page } from '@playwright/test';
import {
	ana,
	ben,
	composer,
	makeInvite,
	messageWith,
	messages,
	openChat,
	saving,
	say,
	signUp,
	signUpBoth,
	startChat
} from './support/people.ts';
import { openActions, phone } from './support/devices.ts';
import { expect, test } from './support/test.ts';

const carl = { username: 'carl', displayName: 'Carl Weiss', password: 'blotting paper' };

async function act(page: Page, words: string, action: string) {
	await openActions(page, messageWith(page, words));
	await page.getByRole('menuitem', { name: action }).click();
}

async function write(page: Page, words: string) {
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type(words);
}

test('an own message is changed and deleted, and everybody sees it', async ({ openBrowser }) => {
	const anas = await openBrowser(phone);
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'A first word');
	await say(anas, 'A second word');
	await openChat(bens, ana.displayName);
	await composer(anas).click();
	await anas.keyboard.type('A draft in between');

	await act(anas, 'A first word', 'Edit');
	await expect(composer(anas)).toHaveText('A first word');
	await write(anas, 'A better word');
	await expect(saving(anas)).toHaveText('Saved on this device');
	await anas.keyboard.press('Enter');
	await expect(messageWith(bens, 'A better word')).toContainText('edited');
	await expect(composer(anas)).toHaveText('A draft in between');

	await act(anas, 'A second word', 'Delete');
	await anas
		.getByRole('dialog', { name: 'Delete this message?' })
		.getByRole('button', { name: 'Delete' })
		.click();
	await expect(messageWith(bens, 'This message was deleted.')).toHaveCount(1);
	await expect(messageWith(bens, 'A second word')).toHaveCount(0);

	await messageWith(bens, 'A better word').hover();
	await bens.getByRole('button', { name: 'Message actions' }).first().click();
	await expect(bens.getByRole('menuitem', { name: 'Copy text' })).toBeVisible();
	await expect(bens.getByRole('menuitem', { name: /Edit|Delete/ })).toHaveCount(0);
});

test('↑ in an empty box changes the last own message, Escape leaves it as it was', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'As it was');
	await expect(messageWith(anas, 'As it was')).toBeVisible();
	await anas.keyboard.press('ArrowUp');
	await expect(composer(anas)).toHaveText('As it was');
	await expect(composer(anas)).toBeFocused();
	await write(anas, 'Otherwise');
	await anas.keyboard.press('Escape');
	await expect(composer(anas)).toHaveText('');
	await expect(messageWith(anas, 'As it was')).toBeVisible();
	await anas.getByRole('button', { name: 'Draft history' }).click();
	await expect(anas.getByRole('dialog', { name: 'Draft history' })).toContainText('Otherwise');
});

test('a change that was begun is still there after a reload, and goes on', async ({ openBrowser }) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'As it was');
	await expect(messageWith(anas, 'As it was')).toBeVisible();
	await anas.keyboard.press('ArrowUp');
	await expect(composer(anas)).toHaveText('As it was');
	await write(anas, 'Half a change');
	await expect(saving(anas)).toHaveText('Saved on this device');
	await anas.reload();
	await anas.getByRole('button', { name: 'Go on' }).click();
	await expect(composer(anas)).toHaveText('Half a change');
	await expect(composer(anas)).toBeFocused();
	await anas.keyboard.type(', and the rest');
	await anas.getByRole('button', { name: 'Save the change' }).click();
	await expect(messages(anas)).toHaveText([/Half a change, and the rest/]);
	await expect(anas.getByRole('button', { name: 'Go on' })).toHaveCount(0);
});

test('without a network a change, a deletion and a name are seen at once, can be cancelled, and arrive later', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await anas.goto('/settings');
	await signUp(await openBrowser(), carl, await makeInvite(anas));
	await anas.goto('/');
	await anas.getByRole('button', { name: 'New chat' }).click();
	for (const { username, displayName } of [ben, carl]) {
		await anas.getByRole('searchbox', { name: 'Search people' }).fill(username);
		await anas.getByRole('checkbox', { name: displayName }).check();
	}
	await anas.getByRole('textbox', { name: 'Title' }).fill('Boats');
	await anas.getByRole('button', { name: 'Create group' }).click();
	for (const words of ['One', 'Two', 'Three']) await say(anas, words);
	await openChat(bens, 'Boats');
	await expect(messages(bens)).toHaveCount(3);

	await anas.context().setOffline(true);
	await act(anas, 'One', 'Edit');
	await expect(composer(anas)).toHaveText('One');
	await write(anas, 'First');
	await anas.keyboard.press('Enter');
	await expect(messageWith(anas, 'First')).toContainText('The change is waiting to be sent');
	await act(anas, 'Two', 'Edit');
	await expect(composer(anas)).toHaveText('Two');
	await write(anas, 'Never mind');
	await anas.keyboard.press('Enter');
	await act(anas, 'Three', 'Delete');
	await anas.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
	await expect(messages(anas).last()).toContainText('This message was deleted.');
	await anas.getByRole('heading', { name: 'Boats' }).getByRole('button').click();
	await anas.getByRole('textbox', { name: 'Name of the chat' }).fill('Ships');
	await anas.keyboard.press('Enter');
	await expect(anas.getByRole('heading', { name: 'Ships' })).toBeVisible();

	await anas.getByRole('button', { name: '4 changes are waiting.' }).click();
	const list = anas.getByRole('dialog', { name: 'Waiting messages' });
	await list
		.getByRole('listitem')
		.filter({ hasText: 'Never mind' })
		.getByRole('button', { name: 'Cancel' })
		.click();
	await expect(list.getByRole('listitem')).toHaveCount(3);
	await list.getByRole('button', { name: 'Close' }).click();
	await expect(messages(anas)).toHaveText([/First/, /Two/, /deleted/]);

	await anas.context().setOffline(false);
	await expect(messages(bens)).toHaveText([/First/, /Two/, /deleted/]);
	await expect(bens.getByRole('heading', { name: 'Ships' })).toBeVisible();
});
