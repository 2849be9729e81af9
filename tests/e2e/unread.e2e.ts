import type { Page } from '@playwright/test';
import {
	ana,
	ben,
	chatLink,
	composer,
	messageWith,
	openChat,
	say,
	signIn,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const icon = (page: Page) => page.locator('link[rel=icon]').getAttribute('href');
const newLine = (page: Page) => page.getByRole('log').getByText('New', { exact: true });

async function act(page: Page, text: string, action: string): Promise<void> {
	await messageWith(page, text).hover();
	await messageWith(page, text).getByRole('button', { name: 'Message actions' }).click();
	await page.getByRole('menuitem', { name: action }).click();
}

test('what is marked as unread is so on all devices, until its chat is opened again', async ({
	openBrowser
}) => {
	const [anas, bens, phone] = [await openBrowser(), await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await signIn(phone, ben);
	await startChat(anas, ben);
	for (const words of ['One', 'Two', 'Three']) await say(anas, words);
	await openChat(bens, ana.displayName);
	const link = (page: Page) => chatLink(page, ana.displayName);
	await expect(messageWith(anas, 'Three')).toContainText('Read');
	await expect(link(phone)).not.toHaveAccessibleDescription(/unread/);

	await act(bens, 'Two', 'Mark unread from here');
	await expect(newLine(bens)).toBeVisible();
	for (const page of [bens, phone]) await expect(link(page)).toHaveAccessibleDescription(/Marked as unread/);
	await expect.poll(() => icon(phone)).toContain('favicon-unread');
	await expect(phone).toHaveTitle(/^\(1\) /);
	// Whoever wrote it is not told: it was read.
	await expect(messageWith(anas, 'Three')).toContainText('Read');
	await say(anas, 'Four');
	await expect(link(bens)).toHaveAccessibleDescription(/1 unread/);

	await bens.goto('/');
	await openChat(bens, ana.displayName);
	await expect(newLine(bens)).toBeVisible();
	for (const page of [bens, phone]) await expect(link(page)).not.toHaveAccessibleDescription(/unread/);
	await expect.poll(() => icon(phone)).not.toContain('unread');
});

test('from the list a chat is marked as unread, and as read', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'One');
	const link = chatLink(bens, ana.displayName);
	await expect(link).toHaveAccessibleDescription(/1 unread/);
	const choose = async (name: string) => {
		await link.click({ button: 'right' });
		await bens.getByRole('menuitem', { name }).click();
	};
	await choose('Mark as read');
	await expect(link).not.toHaveAccessibleDescription(/unread/);
	await choose('Mark as unread');
	await expect(link).toHaveAccessibleDescription(/Marked as unread/);
	await choose('Mark as read');
	await expect(link).not.toHaveAccessibleDescription(/unread/);
});

test('a chat opens at its first unread message also where the browser is slow to tell sizes', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	for (let n = 1; n <= 30; n++) await say(anas, `Number ${n} of them`);
	await expect(chatLink(bens, ana.displayName)).toHaveAccessibleDescription(/30 unread/);
	await bens.addInitScript(() => {
		const Observer = window.ResizeObserver;
		window.ResizeObserver = class extends Observer {
			constructor(tell: ResizeObserverCallback) {
				super((entries, observer) => setTimeout(() => tell(entries, observer), 300));
			}
		};
	});
	await bens.reload();
	await chatLink(bens, ana.displayName).click();
	await expect(newLine(bens)).toBeInViewport();
	await expect(messageWith(bens, 'Number 1 of them')).toBeInViewport();
	await expect(bens.getByRole('button', { name: 'Jump to latest' })).toBeVisible();
});

test('one jumps to the first unread message, however far up it stands', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'The first of many');
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'The first of many')).toBeVisible();
	await bens.goto('/settings');
	for (let n = 1; n <= 40; n++) await say(anas, `Number ${n} of them`);
	await expect(messageWith(anas, 'Number 40 of them')).toHaveAttribute('data-state', 'sent');
	await openChat(bens, ana.displayName);
	await expect(newLine(bens)).toBeInViewport();
	await composer(bens).click();
	const jump = bens.getByRole('button', { name: 'Jump to first unread' });
	await expect(jump).toBeHidden();
	await bens.getByRole('button', { name: 'Jump to latest' }).click();
	await expect(messageWith(bens, 'Number 40 of them')).toBeInViewport();
	await jump.click();
	await expect(messageWith(bens, 'Number 1 of them')).toBeInViewport();
	await expect(jump).toBeHidden();
});
