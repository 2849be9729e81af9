import type { Page } from '@playwright/test';
import { makeGroup } from './support/make-group.ts';
import { ana, ben, messageWith, messages, openChat, say, signUpBoth, startChat } from './support/people.ts';
import { expect, test } from './support/test.ts';

const bar = (page: Page, count: number) => page.getByRole('button', { name: `${count} pinned` });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Pinned messages' });
const entries = (page: Page) => dialog(page).getByRole('listitem');

async function togglePin(page: Page, words: string, name: 'Pin' | 'Unpin') {
	await messageWith(page, words).hover();
	await messageWith(page, words).getByRole('button', { name: 'Message actions' }).click();
	await page.getByRole('menuitem', { name, exact: true }).click();
}

test('pinned messages stand in a bar, open in a list and lead to their place, also far back and on a phone', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser({ viewport: { width: 360, height: 740 } })];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'The first word');
	await expect(messageWith(anas, 'The first word')).toHaveAttribute('data-state', 'sent');
	await togglePin(anas, 'The first word', 'Pin');
	await expect(bar(anas, 1)).toContainText('The first word');
	for (let n = 0; n < 90; n++) await say(anas, `In between ${n}`);
	await expect(messageWith(anas, 'In between 89')).toHaveAttribute('data-state', 'sent');
	await togglePin(anas, 'In between 89', 'Pin');

	// Ben's device has never seen the first one: it is further back than what was fetched.
	await openChat(bens, ana.displayName);
	await expect(bar(bens, 2)).toContainText('In between 89');
	await bar(bens, 2).click();
	await expect(entries(bens)).toHaveText([/In between 89/, /The first word/]);
	await entries(bens).last().getByRole('button', { name: 'Go to message' }).click();
	await expect(dialog(bens)).toBeHidden();
	await expect(messages(bens).filter({ hasText: 'The first word' })).toBeInViewport();

	await bar(bens, 2).click();
	await entries(bens).first().getByRole('button', { name: 'Unpin' }).click();
	await expect(entries(bens)).toHaveText([/The first word/]);
	await expect(entries(bens).getByRole('button', { name: 'Go to message' })).toBeFocused();
	await entries(bens).getByRole('button', { name: 'Unpin' }).click();
	await expect(dialog(bens).getByText('Nothing is pinned here.')).toBeVisible();
	await bens.keyboard.press('Escape');
	await expect(bens.getByRole('button', { name: /pinned/ })).toHaveCount(0);
	await expect(anas.getByRole('button', { name: /pinned/ })).toHaveCount(0);
});

test('without a network the bar stands, and what is pinned meanwhile comes with it', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await makeGroup(anas, ben, 'Boats');
	await say(anas, 'Boats at dawn');
	await say(anas, 'Boats at noon');
	await expect(messageWith(anas, 'noon')).toHaveAttribute('data-state', 'sent');
	await togglePin(anas, 'dawn', 'Pin');
	await openChat(bens, 'Boats');
	await expect(bar(bens, 1)).toBeVisible();
	await bens.context().setOffline(true);
	await expect(bens.getByText('Offline.')).toBeVisible();
	await togglePin(anas, 'dawn', 'Unpin');
	await togglePin(anas, 'noon', 'Pin');
	await bar(bens, 1).click();
	await expect(entries(bens)).toHaveText([/Boats at dawn/]);
	// Who does not look after the group takes nothing off.
	await expect(entries(bens).getByRole('button', { name: 'Unpin' })).toHaveCount(0);
	await bens.context().setOffline(false);
	await expect(entries(bens)).toHaveText([/Boats at noon/]);
});
