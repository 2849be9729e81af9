import type { Page } from '@playwright/test';
import {
	ana,
	ben,
	chatLink,
	chats,
	composer,
	messageWith,
	openChat,
	say,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };

/** What stands under the name of the open chat. */
const heading = (page: Page) => page.getByRole('main').locator('header').getByRole('paragraph');

/** Whether the server hides when this person was last seen. */
async function hides(page: Page): Promise<boolean> {
	const headers = { origin: new URL(page.url()).origin };
	const answer = await page.request.post('/api/v1/presence.settings.get', { headers, data: {} });
	return ((await answer.json()) as { data: { hideLastSeen: boolean } }).data.hideLastSeen;
}

type Both = { anas: Page; bens: Page };

/** Ana at a desk with the chat open, Ben on a phone with his list of chats; both have written. */
async function meet(openBrowser: (options?: object) => Promise<Page>): Promise<Both> {
	const anas = await openBrowser();
	const bens = await openBrowser(phone);
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Ahoy');
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'Ahoy')).toBeVisible();
	return { anas, bens };
}

async function backToList(page: Page) {
	await page.getByRole('link', { name: 'Back' }).click();
	await expect(chats(page)).toBeVisible();
}

test('somebody is online, and was last seen when they have gone', async ({ openBrowser }) => {
	const { anas, bens } = await meet(openBrowser);
	await expect(heading(anas)).toHaveText('online');
	await expect(chatLink(anas, ben.displayName)).toHaveAccessibleDescription(/^online /);
	await expect(heading(bens)).toHaveText('online');
	await backToList(bens);
	await expect(chatLink(bens, ana.displayName)).toHaveAccessibleDescription(/^online /);

	await bens.goto('about:blank');
	await expect(heading(anas)).toHaveText(/^last seen (just now|\d+ minutes? ago)$/);
	await expect(chatLink(anas, ben.displayName)).toHaveAccessibleDescription(/^(?!online)/);
	await bens.goto('/');
	await expect(heading(anas)).toHaveText('online');
});

test('nobody is shown as online to whoever has no network', async ({ openBrowser }) => {
	const { anas, bens } = await meet(openBrowser);
	await expect(heading(bens)).toHaveText('online');
	await bens.context().setOffline(true);
	await expect(heading(bens)).toHaveText(`@${ana.username}`);
	await backToList(bens);
	await expect(chatLink(bens, ana.displayName)).toHaveAccessibleDescription(/^(?!online)/);
	await bens.context().setOffline(false);
	await expect(chatLink(bens, ana.displayName)).toHaveAccessibleDescription(/^online /);
	await expect(heading(anas)).toHaveText('online');
});

test('somebody is away after five minutes without a touch in any of their tabs', async ({ openBrowser }) => {
	const { anas, bens } = await meet(openBrowser);
	const second = await bens.context().newPage();
	await bens.context().clock.install();
	for (const page of [bens, second]) await page.goto('/');
	await openChat(second, ana.displayName);
	await expect(heading(anas)).toHaveText('online');

	// One tab's clock is put forward after the other's: what they tell each other in between is minutes off, once.
	for (let times = 0; times < 2; times++) await bens.context().clock.fastForward('05:01');
	await expect(heading(anas)).toHaveText('away');
	await expect(chatLink(anas, ben.displayName)).toHaveAccessibleDescription(/^away /);
	await composer(second).click();
	await expect(heading(anas)).toHaveText('online');
});

test('typing shows in the heading and in the sidebar, and goes with the message', async ({ openBrowser }) => {
	const { anas, bens } = await meet(openBrowser);
	await backToList(bens);
	await composer(anas).click();
	await anas.keyboard.type('Are you');
	const row = chatLink(bens, ana.displayName);
	await expect(row.getByText('typing…')).toBeVisible();
	// Nobody types on: what is shown ends by itself.
	await expect(row.getByText('Ahoy')).toBeVisible();

	await openChat(bens, ana.displayName);
	await expect(heading(bens)).toHaveText('online');
	await anas.keyboard.type(' there?');
	await expect(heading(bens)).toHaveText(`${ana.displayName} is typing…`);
	await anas.keyboard.press('Enter');
	await expect(messageWith(bens, 'Are you there?')).toBeVisible();
	await expect(heading(bens)).toHaveText('online');

	// One's own typing is no news to oneself, and an emptied box is nobody's typing.
	await expect(heading(anas)).toHaveText('online');
	await composer(bens).fill('Aye');
	await expect(heading(anas)).toHaveText(`${ben.displayName} is typing…`);
	await composer(bens).fill('');
	await expect(heading(anas)).toHaveText('online');
});

test('do not disturb is chosen in the settings and holds after a reload', async ({ openBrowser }) => {
	const { anas, bens } = await meet(openBrowser);
	await bens.goto('/settings');
	await bens.getByRole('checkbox', { name: 'Do not disturb' }).check();
	await expect(heading(anas)).toHaveText('do not disturb');
	await expect(chatLink(anas, ben.displayName)).toHaveAccessibleDescription(/^do not disturb /);
	await bens.reload();
	await expect(bens.getByRole('checkbox', { name: 'Do not disturb' })).toBeChecked();
	await expect(heading(anas)).toHaveText('do not disturb');
	await bens.getByRole('checkbox', { name: 'Do not disturb' }).uncheck();
	await expect(heading(anas)).toHaveText('online');
});

test('who hides when they were last seen is shown by their name alone once they have gone', async ({
	openBrowser
}) => {
	const { anas, bens } = await meet(openBrowser);
	await bens.goto('/settings');
	const hiding = bens.getByRole('checkbox', { name: 'Hide when I was last seen' });
	await hiding.check();
	await expect(bens.getByText('Nobody sees it, and you do not see it of others.')).toBeVisible();
	await bens.reload();
	await expect(hiding).toBeChecked();
	await expect(heading(anas)).toHaveText('online');
	const context = bens.context();
	await bens.goto('about:blank');
	await expect(heading(anas)).toHaveText(`@${ben.username}`);

	const again = await context.newPage();
	await again.goto('/settings');
	const hidden = again.getByRole('checkbox', { name: 'Hide when I was last seen' });
	// Before the device knows what was chosen it looks as if nothing were.
	await expect(hidden).toBeChecked();
	await hidden.uncheck();
	await expect(again.getByText('Others see when you were last here')).toBeVisible();
	// It is on the screen before it is with the server; a page that goes then leaves it to the next one.
	await expect.poll(() => hides(again)).toBe(false);
	await again.close();
	await expect(heading(anas)).toHaveText(/^last seen (just now|\d+ minutes? ago)$/);
});
