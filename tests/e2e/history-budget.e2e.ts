import type { Page } from '@playwright/test';
import { countInMirror } from './support/count-in-mirror.ts';
import { makeGroup } from './support/make-group.ts';
import { sayMuch } from './support/say-much.ts';
import {
	ana,
	ben,
	composer,
	messageWith,
	messages,
	openChat,
	say,
	signUpBoth,
	startChat
} from './support/people.ts';
import { readFact } from './support/read-fact.ts';
import { expect, test } from './support/test.ts';

const count = 130;

/** Stores another budget than can be chosen: nobody writes 50 MB in a test. It counts from the next start on. */
async function storeBudget(page: Page, bytes: number): Promise<void> {
	await page.evaluate(async (value) => {
		const [mirror] = (await indexedDB.databases()).filter(({ name }) => name?.startsWith('inkling-'));
		await new Promise<void>((resolve, reject) => {
			const opening = indexedDB.open(mirror?.name ?? '');
			opening.onerror = () => reject(opening.error ?? new Error('It does not open.'));
			opening.onsuccess = () => {
				const writing = opening.result.transaction('facts', 'readwrite');
				writing.objectStore('facts').put({ name: 'historyBudget', value });
				writing.oncomplete = () => {
					opening.result.close();
					resolve();
				};
			};
		});
	}, bytes);
	await page.reload();
}

const log = (page: Page) => page.getByRole('log', { name: 'Messages' });

/** Turns the wheel upwards until these words are on the screen. */
async function scrollBackTo(page: Page, words: string) {
	await log(page).hover();
	await expect(async () => {
		await page.mouse.wheel(0, -4000);
		await expect(page.getByText(words).first()).toBeInViewport({ timeout: 200 });
	}).toPass();
}

const settings = (page: Page) => page.getByRole('link', { name: 'Settings' });
const section = (page: Page) => page.getByRole('region', { name: 'Data on this device' });

test('history gives way to the budget, and comes back on the way up', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'The first word');
	// Ben reads all of it as it comes: what is unread would stay.
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'The first word')).toBeVisible();
	await sayMuch(anas, count);
	await expect(messages(bens).last()).toContainText(`Number ${count}.`);
	await scrollBackTo(bens, 'The first word');
	await makeGroup(anas, ben, 'Boats');
	await openChat(bens, 'Boats');
	await settings(bens).click();
	await expect(section(bens)).toContainText('They take 0.2 MB now.');

	await storeBudget(bens, 100_000);
	await expect(section(bens)).toContainText('They take less than 0.1 MB now.');
	await bens.context().setOffline(true);
	await openChat(bens, ana.displayName);
	await expect(messages(bens).last()).toContainText(`Number ${count}.`);
	await scrollBackTo(bens, 'Earlier messages are not on this device.');
	await expect(messageWith(bens, 'The first word')).toHaveCount(0);
	await bens.context().setOffline(false);
	await scrollBackTo(bens, 'The first word');
	await expect(messageWith(bens, 'Number 1.')).toBeInViewport();

	// With less than nothing to keep, a chat that is not open gives way altogether.
	await openChat(bens, 'Boats');
	await settings(bens).click();
	await storeBudget(bens, 1);
	await expect.poll(() => countInMirror(bens, 'messages')).toBe(0);
	await bens.context().setOffline(true);
	await openChat(bens, ana.displayName);
	await expect(bens.getByText('The messages of this chat are not on this device.')).toBeVisible();
	await expect(composer(bens)).toBeEditable();
	await bens.context().setOffline(false);
	await expect(messages(bens).last()).toContainText(`Number ${count}.`);
});

test('a person chooses how much history a device keeps', async ({ openBrowser }) => {
	const anas = await openBrowser();
	await signUpBoth(anas, await openBrowser());
	await settings(anas).click();
	const choice = section(anas).getByRole('combobox', { name: 'Keep at most' });
	await expect(choice.getByRole('option', { selected: true })).toHaveText('200 MB');
	await choice.selectOption('50 MB');
	// On the screen it is there at once; a page that is left in that moment takes it along.
	await expect.poll(() => readFact(anas, 'historyBudget')).toBe(50_000_000);
	await anas.reload();
	await expect(choice.getByRole('option', { selected: true })).toHaveText('50 MB');
});
