import type { Page } from '@playwright/test';
import { makeGroup } from './support/make-group.ts';
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

const phoneSize = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** What the browser shows of this page now: the words of each notification. */
const shown = (page: Page) =>
	page.evaluate(async () => {
		const registration = await navigator.serviceWorker.ready;
		return (await registration.getNotifications()).map(({ title, body }) => `${title}: ${body}`);
	});

/** Somebody else has the person's eyes: no tab of the browser is looked at. */
async function lookAway(page: Page): Promise<void> {
	await page.evaluate(() => {
		Object.defineProperty(document, 'hasFocus', { value: () => false, configurable: true });
		window.dispatchEvent(new Event('blur'));
	});
}

async function allow(page: Page): Promise<void> {
	// What comes with the first sync was there before, and is not told.
	await expect(page.getByText('Nothing written yet')).toBeVisible();
	await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
	await page.context().grantPermissions(['notifications']);
}

async function choose(page: Page): Promise<void> {
	const [worker] = page.context().serviceWorkers();
	await worker?.evaluate(async () => {
		type Worker = typeof globalThis & { registration: ServiceWorkerRegistration };
		type Click = new (type: string, init: { notification: Notification | undefined }) => Event;
		const { registration } = globalThis as Worker;
		const { NotificationEvent } = globalThis as unknown as { NotificationEvent: Click };
		const [notification] = await registration.getNotifications();
		dispatchEvent(new NotificationEvent('notificationclick', { notification }));
	});
}

test('who looks elsewhere is told of a message, and no more once it is read', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await allow(bens);
	await startChat(anas, ben);
	await say(anas, 'Are you there?');
	await expect(chatLink(bens, ana.displayName)).toBeVisible();
	await expect.poll(() => shown(bens)).toEqual(['Ana Ruiz: Are you there?']);
	await say(anas, 'The boat leaves at six.');
	await expect.poll(() => shown(bens)).toEqual(['Ana Ruiz: The boat leaves at six.']);
	await choose(bens);
	await expect(bens).toHaveURL(/\/chats\/.*message=2/);
	await expect(messageWith(bens, 'The boat leaves at six.')).toBeVisible();
	await expect.poll(() => shown(bens)).toEqual([]);
});

test('what is chosen for all chats, for one, and for the night decides what is told', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await allow(bens);
	await makeGroup(anas, ben, 'Boats');
	await expect.poll(() => shown(bens)).toEqual(['Ana Ruiz in Boats: Welcome to Boats']);
	await bens.goto('/settings');
	await bens.getByRole('combobox', { name: 'Tell me of' }).selectOption('Direct messages and mentions');
	await expect(bens.getByText('This holds on all your devices.')).toBeVisible();
	await say(anas, 'Nothing of note');
	await expect(chatLink(bens, 'Boats')).toHaveAccessibleDescription(/Nothing of note/);
	await composer(anas).click();
	await anas.keyboard.type('Look, @Be');
	await anas.getByRole('option', { name: 'Ben Okafor' }).click();
	await anas.keyboard.press('Enter');
	// Had the message before it been told, it would have come first.
	const mention = 'Ana Ruiz mentioned you in Boats';
	await expect.poll(() => shown(bens)).toEqual([expect.stringMatching(`^${mention}: Look`)]);

	await bens.goto('/');
	await openChat(bens, 'Boats');
	await expect.poll(() => shown(bens)).toEqual([]);
	const details = bens.getByRole('button', { name: 'Chat details' });
	const level = bens.getByRole('combobox', { name: 'Notifications' });
	await details.click();
	await level.selectOption('All messages');
	await bens.keyboard.press('Escape');
	await expect(level).toBeHidden();
	// Made anew, it shows what this device has stored.
	await details.click();
	await expect(level).toHaveValue('all');
	await lookAway(bens);
	await bens.goto('/settings');
	await lookAway(bens);
	await say(anas, 'All of it');
	// Apart from being told, for the page has only just begun.
	await expect(chatLink(bens, 'Boats')).toHaveAccessibleDescription(/All of it/);
	await expect.poll(() => shown(bens)).toEqual(['Ana Ruiz in Boats: All of it']);
	await bens.getByRole('checkbox', { name: 'With the words of the message' }).uncheck();
	await say(anas, 'A secret');
	await expect.poll(() => shown(bens)).toEqual(['Ana Ruiz in Boats: New message']);
	const [from, until] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)].map((time) =>
		time.toTimeString().slice(0, 5)
	);
	await bens.getByRole('checkbox', { name: 'Quiet hours' }).check();
	await bens.getByLabel('From', { exact: true }).fill(from ?? '');
	await bens.getByLabel('until', { exact: true }).fill(until ?? '');
	await bens.getByLabel('until', { exact: true }).blur();
	await bens.reload();
	await expect(bens.getByLabel('until', { exact: true })).toHaveValue(until ?? '');
	await openChat(bens, 'Boats');
	await expect.poll(() => shown(bens)).toEqual([]);
	await bens.goto('/settings');
	await lookAway(bens);
	await say(anas, 'In the night');
	await expect(chatLink(bens, 'Boats')).toHaveAccessibleDescription(/In the night/);
	await bens.getByRole('checkbox', { name: 'Quiet hours' }).uncheck();
	await say(anas, 'By day');
	// The one of the night may come along, where both came within a second.
	const day = /^Ana Ruiz in Boats( \(2\))?: New message$/;
	await expect.poll(() => shown(bens)).toEqual([expect.stringMatching(day)]);
});

test('where nobody is, every device tells of a message; of two the one in use', async ({ openBrowser }) => {
	const [anas, bens, phone] = [await openBrowser(), await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await phone.clock.install();
	await signIn(phone, ben);
	for (const page of [bens, phone]) await allow(page);
	await startChat(anas, ben);
	await say(anas, 'First');
	for (const page of [bens, phone]) await expect.poll(() => shown(page)).toEqual(['Ana Ruiz: First']);
	// Ben puts his phone away and works at the desk.
	await phone.clock.fastForward('06:00');
	await bens.mouse.move(200, 200);
	await say(anas, 'Second');
	await expect.poll(() => shown(bens)).toEqual(['Ana Ruiz: Second']);
	await expect(chatLink(phone, ana.displayName)).toHaveAccessibleDescription(/Second/);
	await phone.clock.fastForward('00:05');
	await say(anas, 'Third');
	await expect.poll(() => shown(bens)).toEqual(['Ana Ruiz: Third']);
	expect(await shown(phone)).toEqual(['Ana Ruiz: First']);
	await openChat(bens, ana.displayName);
	for (const page of [bens, phone]) await expect.poll(() => shown(page)).toEqual([]);
});

test('mentions are listed in one place, and lead to theirs', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser(phoneSize)];
	await signUpBoth(anas, bens);
	const link = bens.getByRole('link', { name: 'Mentions' });
	await bens.goto('/mentions');
	await expect(bens.getByText('Nobody has mentioned you yet.')).toBeVisible();
	await makeGroup(anas, ben, 'Boats');
	await composer(anas).click();
	await anas.keyboard.type('Who steers? @Be');
	await anas.getByRole('option', { name: 'Ben Okafor' }).click();
	await anas.keyboard.press('Enter');
	const mention = bens.getByRole('list', { name: 'Mentions' }).getByRole('link');
	await expect(mention).toContainText('Who steers?');
	await expect(mention).toContainText('New');
	await bens.getByRole('link', { name: 'Back' }).tap();
	await expect(link).toHaveAccessibleDescription('1 unread');
	await link.tap();
	await mention.tap();
	await expect(messageWith(bens, 'Who steers?')).toBeInViewport();
	// Seen is read a moment later: the number in the title has gone then.
	await expect(bens).toHaveTitle('Boats · Inkling');
	await bens.goto('/mentions');
	await expect(mention).not.toContainText('New');
	await bens.context().setOffline(true);
	await bens.reload();
	await expect(mention).toContainText('Who steers?');
});
