import type { Page } from '@playwright/test';
import { makeGroup } from './support/make-group.ts';
import {
	ana,
	ben,
	chatLink,
	composer,
	messageWith,
	openChat,
	saving,
	say,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const list = (page: Page) => page.getByRole('listbox', { name: 'People to mention' });
const option = (page: Page, name: string) => list(page).getByRole('option', { name });

test('a name behind @ is chosen with the keys, and marks the chat of whom it means', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await makeGroup(anas, ben, 'Boats');
	await composer(anas).click();
	await anas.keyboard.type('Look at mail@example.org, (@be');
	await expect(option(anas, 'Ben Okafor @ben')).toHaveAttribute('aria-selected', 'true');
	await expect(composer(anas)).toHaveAttribute('aria-activedescendant', /./);
	await anas.keyboard.press('Escape');
	await expect(list(anas)).toBeHidden();
	await anas.keyboard.type('st) and @');
	await expect(option(anas, 'Ben Okafor')).toBeVisible();
	await expect(option(anas, 'Ana Ruiz')).toHaveCount(0);
	await anas.keyboard.press('Tab');
	await anas.keyboard.type('please');
	await expect(composer(anas)).toHaveText('Look at mail@example.org, (@best) and @Ben Okafor please');
	await anas.keyboard.press('Enter');

	await expect(chatLink(bens, 'Boats')).toHaveAccessibleDescription(/1 mention/);
	await openChat(bens, 'Boats');
	await expect(chatLink(bens, 'Boats')).not.toHaveAccessibleDescription(/mention/);
	const own = (page: Page) => messageWith(page, 'please').locator('.mention', { hasText: '@Ben Okafor' });
	await expect(own(bens)).toHaveAttribute('data-me', '');
	await expect(own(anas)).not.toHaveAttribute('data-me');
});

test('without a network and on a phone the mirror knows whom one may mean', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser(phone)];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello');
	await openChat(bens, ana.displayName);
	await bens.context().setOffline(true);
	await composer(bens).tap();
	await bens.keyboard.type('Dear @RUI');
	const box = await list(bens).boundingBox();
	expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true);
	await option(bens, 'Ana Ruiz').tap();
	await expect(list(bens)).toBeHidden();
	await expect(composer(bens)).toBeFocused();
	await bens.keyboard.type('how are you');
	await expect(saving(bens)).toHaveText('Saved on this device');
	await bens.keyboard.press('Enter');
	await bens.context().setOffline(false);
	await expect(messageWith(anas, 'how are you').locator('.mention[data-me]')).toHaveText('@Ana Ruiz');
});

test('in the box of an edit Escape closes the list and not the edit; the mouse chooses', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await makeGroup(anas, ben, 'Boats');
	await say(anas, 'Ask the captain');
	await expect(messageWith(anas, 'Ask the captain')).toHaveAttribute('data-state', 'sent');
	await anas.keyboard.press('ArrowUp');
	await expect(anas.getByText('Editing a message')).toBeVisible();
	await anas.keyboard.type(', @');
	await expect(option(anas, 'Ben Okafor')).toBeVisible();
	await anas.keyboard.press('Escape');
	await expect(list(anas)).toBeHidden();
	await expect(anas.getByText('Editing a message')).toBeVisible();
	await anas.keyboard.press('Backspace');
	await anas.keyboard.type('that is @b');
	await option(anas, 'Ben Okafor').click();
	await anas.keyboard.press('Enter');
	await openChat(bens, 'Boats');
	await expect(messageWith(bens, 'that is').locator('.mention[data-me]')).toHaveText('@Ben Okafor');
});

test('what was written stays when the one it means leaves, and nobody is offered who is gone', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await makeGroup(anas, ben, 'Crew');
	await composer(anas).click();
	await anas.keyboard.type('Thanks @');
	await option(anas, 'Ben Okafor').click();
	await anas.keyboard.press('Enter');
	await anas.keyboard.type('A draft for @');
	await option(anas, 'Ben Okafor').click();
	await expect(saving(anas)).toHaveText('Saved');
	await openChat(bens, 'Crew');
	await bens.getByRole('button', { name: 'Chat details' }).click();
	await bens.getByRole('button', { name: 'Leave group' }).click();
	await bens.getByRole('button', { name: 'Leave', exact: true }).click();
	await expect(chatLink(bens, 'Crew')).toHaveCount(0);
	await anas.reload();
	await expect(messageWith(anas, 'Thanks').locator('.mention')).toHaveText('@Ben Okafor');
	await expect(composer(anas)).toHaveText('A draft for @Ben Okafor');
	await composer(anas).click();
	await anas.keyboard.press('Control+End');
	await anas.keyboard.type('and @');
	await expect(saving(anas)).toHaveText('Saved');
	await expect(list(anas)).toHaveCount(0);
	await anas.keyboard.press('Enter');
	await expect(messageWith(anas, 'A draft for')).toHaveAttribute('data-state', 'sent');
});
