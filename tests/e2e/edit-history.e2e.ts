import type { Page } from '@playwright/test';
import { ana, ben, composer, messageWith, openChat, say, signUpBoth, startChat } from './support/people.ts';
import { openActions, phone } from './support/devices.ts';
import { expect, test } from './support/test.ts';

const history = (page: Page) => page.getByRole('dialog', { name: 'Edit history' });
const versions = (page: Page) => history(page).getByRole('listitem');

async function edit(page: Page, before: string, text: string) {
	await expect(messageWith(page, before)).toHaveAttribute('data-state', 'sent');
	await composer(page).click();
	await page.keyboard.press('ArrowUp');
	await expect(page.getByText('Editing a message')).toBeVisible();
	await page.keyboard.press('Control+A');
	await page.keyboard.type(text);
	await page.keyboard.press('Enter');
	await expect(messageWith(page, text)).toContainText('edited');
}

test('the sender of an edited message sees and compares what it said before, and nobody else does', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser(phone)];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Boats at dawn');
	await edit(anas, 'dawn', 'Boats at noon');
	await edit(anas, 'noon', 'Boats at dusk');
	await openActions(anas, messageWith(anas, 'dusk'));
	await anas.getByRole('menuitem', { name: 'Edit history' }).click();
	await expect(versions(anas)).toHaveText([/Now.*Boats at dusk/s, /Boats at noon/, /Boats at dawn/]);
	await versions(anas).last().getByRole('button', { name: 'Compare' }).click();
	await expect(versions(anas).last().locator('del')).toHaveText('dawn');
	await expect(versions(anas).last().locator('ins')).toHaveText('dusk');
	await anas.keyboard.press('Escape');
	await expect(history(anas)).toBeHidden();

	await messageWith(anas, 'dusk').getByRole('button', { name: 'edited' }).click();
	await expect(versions(anas)).toHaveCount(3);
	await history(anas).getByRole('button', { name: 'Close' }).click();
	await expect(messageWith(anas, 'dusk').getByRole('button', { name: 'edited' })).toBeFocused();

	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'dusk')).toContainText('edited');
	await expect(messageWith(bens, 'dusk').getByRole('button', { name: 'edited' })).toHaveCount(0);
	await openActions(bens, messageWith(bens, 'dusk'));
	await expect(bens.getByRole('menuitem', { name: 'Copy text' })).toBeVisible();
	await expect(bens.getByRole('menuitem', { name: 'Edit history' })).toHaveCount(0);
});

test('without a network the history says what it waits for, and comes with it; on a phone too', async ({
	openBrowser
}) => {
	const anas = await openBrowser(phone);
	await signUpBoth(anas, await openBrowser());
	await startChat(anas, ben);
	await say(anas, 'Boats at dawn');
	await edit(anas, 'dawn', 'Boats at noon');
	await expect(messageWith(anas, 'noon').getByRole('button', { name: 'edited' })).toBeVisible();
	await anas.context().setOffline(true);
	await expect(anas.getByText('Offline.')).toBeVisible();
	await messageWith(anas, 'noon').getByRole('button', { name: 'edited' }).click();
	await expect(history(anas).getByRole('status')).toContainText('You are offline.');
	await expect(versions(anas)).toHaveText([/Boats at noon/]);
	await anas.context().setOffline(false);
	await expect(versions(anas)).toHaveText([/Boats at noon/, /Boats at dawn/]);
	await expect(history(anas).getByRole('status')).toBeEmpty();
});
