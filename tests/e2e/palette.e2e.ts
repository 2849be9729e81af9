import type { Page } from '@playwright/test';
import {
	ana,
	ben,
	chatLink,
	composer,
	makeInvite,
	messages,
	say,
	signUp,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const carl = { username: 'carl', displayName: 'Carl Weiss', password: 'blotting paper' };

const palette = (page: Page) => page.getByRole('dialog', { name: 'Find' });
const found = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name });
const heading = (page: Page, name: string) => page.getByRole('heading', { name });

/** Ana with a chat with Ben and notes to herself; Carl is on the server too. */
async function begin(anas: Page, bens: Page, carls: Page) {
	await signUpBoth(anas, bens);
	await anas.goto('/settings');
	await signUp(carls, carl, await makeInvite(anas));
	await startChat(anas, ben);
	await say(anas, 'Hello Ben');
	await anas.keyboard.press('ControlOrMeta+k');
	await anas.keyboard.type('notes');
	await expect(found(anas, 'Notes to self')).toHaveAttribute('aria-selected', 'true');
	await anas.keyboard.press('Enter');
	await expect(heading(anas, 'Notes to self')).toBeVisible();
	await say(anas, 'Buy ink');
	await expect(messages(anas)).toHaveCount(1);
}

test('Ctrl+K finds chats, people and commands, by the keyboard alone', async ({ openBrowser }) => {
	const anas = await openBrowser();
	await begin(anas, await openBrowser(), await openBrowser());

	await composer(anas).focus();
	await anas.keyboard.press('ControlOrMeta+k');
	await expect(palette(anas).getByRole('combobox')).toBeFocused();
	await expect(found(anas, /Notes to self/).first()).toHaveAttribute('aria-selected', 'true');
	await anas.keyboard.type('oka');
	await expect(palette(anas).getByRole('option')).toHaveText([/Ben Okafor/]);
	await anas.keyboard.press('Enter');
	await expect(palette(anas)).toBeHidden();
	await expect(heading(anas, ben.displayName)).toBeVisible();
	await expect(composer(anas)).toBeFocused();

	await anas.keyboard.press('ControlOrMeta+k');
	await anas.keyboard.type('carl');
	await expect(found(anas, /@carl/)).toHaveAttribute('aria-selected', 'true');
	await anas.keyboard.press('Enter');
	await expect(heading(anas, carl.displayName)).toBeVisible();

	await anas.keyboard.press('ControlOrMeta+k');
	await anas.keyboard.press('ArrowUp');
	await expect(found(anas, 'Keyboard shortcuts')).toHaveAttribute('aria-selected', 'true');
	await anas.keyboard.press('Enter');
	await expect(anas.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
	await anas.keyboard.press('Escape');
	await expect(anas.getByRole('dialog')).toHaveCount(0);

	await anas.keyboard.press('ControlOrMeta+k');
	await anas.keyboard.type('zzz');
	await expect(palette(anas).getByRole('status')).toHaveText('Nothing here is called like that.');
	await anas.keyboard.press('Escape');
	await expect(palette(anas)).toBeHidden();
});

test('Alt and the arrows walk the chats, and ? shows the keys where nothing is being written', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await begin(anas, bens, await openBrowser());

	await composer(anas).focus();
	await anas.keyboard.press('Alt+ArrowDown');
	await expect(heading(anas, ben.displayName)).toBeVisible();
	await anas.keyboard.press('Alt+ArrowDown');
	await expect(heading(anas, 'Notes to self')).toBeVisible();
	await anas.keyboard.press('Alt+Shift+ArrowDown');
	await expect(heading(anas, 'Notes to self')).toBeVisible();

	await chatLink(bens, ana.displayName).click();
	await say(bens, 'Hello Ana');
	await expect(chatLink(anas, ben.displayName)).toContainText('unread');
	await anas.keyboard.press('Alt+Shift+ArrowUp');
	await expect(heading(anas, ben.displayName)).toBeVisible();

	await composer(anas).focus();
	await anas.keyboard.type('Really?');
	await expect(composer(anas)).toHaveText('Really?');
	await anas.getByRole('log', { name: 'Messages' }).focus();
	await anas.keyboard.press('?');
	const sheet = anas.getByRole('dialog', { name: 'Keyboard shortcuts' });
	await expect(sheet).toContainText('Find a chat, a person or a command');
	await anas.keyboard.press('Alt+ArrowDown');
	await anas.keyboard.press('?');
	await expect(sheet).toBeHidden();
	await expect(heading(anas, ben.displayName)).toBeVisible();
	await expect(anas.getByRole('log', { name: 'Messages' })).toBeFocused();
});

test('on a phone the palette fills the screen and can be closed by hand', async ({ openBrowser }) => {
	const anas = await openBrowser({ viewport: { width: 360, height: 740 } });
	await signUpBoth(anas, await openBrowser());
	await anas.goto('/');
	await expect(anas.getByRole('button', { name: 'New chat' })).toBeVisible();
	await anas.keyboard.press('ControlOrMeta+k');
	await palette(anas).getByRole('button', { name: 'Close' }).click();
	await expect(palette(anas)).toBeHidden();
	await anas.keyboard.press('ControlOrMeta+k');
	await found(anas, 'New chat').click();
	await expect(anas.getByRole('dialog', { name: 'New chat' })).toBeVisible();
});
