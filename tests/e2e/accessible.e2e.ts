import type { Page } from '@playwright/test';
import { faultsOf } from './support/axe.ts';
import { makeGroup } from './support/make-group.ts';
import { ana, ben, composer, messageWith, openChat, say, signUpBoth, startChat } from './support/people.ts';
import { expect, test } from './support/test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
	test(`axe finds nothing on any page, ${colorScheme}`, async ({ openBrowser }) => {
		const page = await openBrowser({ colorScheme });
		const bens = await openBrowser({ colorScheme, viewport: { width: 360, height: 740 } });
		const check = async (where: string, shown: Page = page) => {
			await test.step(where, async () => expect(await faultsOf(shown)).toEqual([]));
		};

		for (const address of ['/login', '/signup']) {
			await page.goto(address);
			await check(address);
		}
		await page.getByRole('button', { name: 'Create account' }).click();
		await expect(page.getByRole('textbox', { name: 'Username' })).toHaveAttribute('aria-invalid', 'true');
		await check('faults of a form');

		await signUpBoth(page, bens);
		await check('after the first account');
		await page.goto('/');
		await expect(page.getByText('Nothing written yet')).toBeVisible();
		await check('no chat yet');
		await page.getByRole('button', { name: 'New chat' }).click();
		await check('new chat');

		await startChat(page, ben);
		await say(page, 'Some **bold** `code` and https://example.org');
		await expect(messageWith(page, 'bold')).toHaveAttribute('data-state', 'sent');
		await composer(page).click();
		await page.keyboard.press('ArrowUp');
		await expect(page.getByText('Editing a message')).toBeVisible();
		await page.keyboard.type(' once more');
		await page.keyboard.press('Enter');
		await messageWith(page, 'once more').getByRole('button', { name: 'edited' }).click();
		await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2);
		await check('edit history');
		await page.keyboard.press('Escape');
		const act = async (name: string) => {
			await messageWith(page, 'once more').hover();
			await messageWith(page, 'once more').getByRole('button', { name: 'Message actions' }).click();
			await page.getByRole('menuitem', { name, exact: true }).click();
		};
		await act('Forward');
		await page.getByRole('radio').first().check();
		await check('forward');
		await page.keyboard.press('Escape');
		await act('Pin');
		await page.getByRole('button', { name: '1 pinned' }).click();
		await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
		await check('pinned messages');
		await page.keyboard.press('Escape');
		await composer(page).click();
		await page.keyboard.type('A draft for @');
		await expect(page.getByRole('option')).toBeVisible();
		await check('people to mention');
		await page.keyboard.press('Escape');
		await check('conversation');

		await page.keyboard.press('ControlOrMeta+k');
		await expect(page.getByRole('option', { name: 'Keyboard shortcuts' })).toBeVisible();
		await check('palette');
		await page.getByRole('option', { name: 'Keyboard shortcuts' }).click();
		await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
		await check('keyboard shortcuts');
		await page.keyboard.press('Escape');

		await page.getByRole('link', { name: 'Drafts' }).click();
		await page.getByRole('button', { name: /^Delete/ }).click();
		await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
		await check('drafts');
		await openChat(page, ben.displayName);
		await page.getByRole('button', { name: 'Draft history' }).click();
		await page.getByRole('button', { name: 'Compare' }).first().click();
		await expect(page.getByText('Crossed out')).toBeVisible();
		await check('draft history');
		await page.keyboard.press('Escape');

		await expect(bens.getByText('1 unread')).toBeVisible();
		await check('chats on a phone', bens);
		await openChat(bens, ana.displayName);
		await check('conversation on a phone', bens);
		await makeGroup(page, ben, 'Boats');
		await page.getByRole('button', { name: 'Sent' }).click();
		await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
		await check('read by');
		await page.keyboard.press('Escape');

		await composer(page).click();
		await page.keyboard.type('```ts ');
		await page.keyboard.type('const ink: string = "blue"; // it dries');
		await page.keyboard.press('ControlOrMeta+Enter');
		await expect(page.locator('[data-code=comment]')).toBeVisible();
		await composer(page).click();
		await page.keyboard.type('@Be');
		await page.getByRole('option', { name: ben.displayName }).click();
		await page.keyboard.press('Enter');
		await check('code');
		await page.getByRole('button', { name: 'Chat details' }).click();
		await expect(page.getByRole('combobox', { name: 'Notifications' })).toBeVisible();
		await check('details of a group');
		await page.keyboard.press('Escape');
		await page.goto('/settings');
		await page.getByRole('checkbox', { name: 'Quiet hours' }).check();
		await expect(page.getByLabel('until', { exact: true })).toBeVisible();
		await check('settings');

		await bens.goto('/mentions');
		await expect(bens.getByRole('list', { name: 'Mentions' }).getByRole('link')).toBeVisible();
		await check('mentions on a phone', bens);
		await bens.goto('/settings');
		await expect(bens.getByRole('button', { name: 'Sign out' })).toBeVisible();
		await check('settings on a phone', bens);
	});
}
