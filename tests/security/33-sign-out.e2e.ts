import type { Page } from '@playwright/test';
import {
	ana,
	ben,
	composer,
	messageWith,
	saving,
	say,
	signIn,
	signUpBoth,
	startChat
} from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

/** Everything that this browser keeps of the server's pages, as text. */
function kept(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const told = <Result>(request: IDBRequest<Result>) =>
			new Promise<Result>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('A database cannot be read.'));
			});
		const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
		for (const { name = '' } of await indexedDB.databases()) {
			const database = await told(indexedDB.open(name));
			for (const store of database.objectStoreNames) {
				const rows = await told(database.transaction(store).objectStore(store).getAll());
				texts.push(name, JSON.stringify(rows));
			}
			database.close();
		}
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const answer of await cache.matchAll()) texts.push(answer.url, await answer.text());
		}
		return texts.join('\n');
	});
}

const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out', exact: true });

async function openSettings(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Settings' }).click();
	await expect(signOut(page)).toBeVisible();
}

test('33: signing out leaves no word on the browser, and who signs in next sees none', async ({
	openBrowser
}) => {
	const [page, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(page, bens);
	await startChat(page, ben);
	await composer(page).click();
	await page.keyboard.type('Heliotrope of Ana');
	await expect(saving(page)).toHaveText('Saved');
	expect(await kept(page)).toContain('Heliotrope of Ana');
	const anasId = await page.evaluate(async () => {
		const [{ name = '' } = {}] = await indexedDB.databases();
		const id = name.replace('inkling-', '');
		// As a page does that goes away before its database could commit.
		localStorage.setItem(`inkling.stash.${id}.chat`, '"Heliotrope in haste"');
		return id;
	});

	await openSettings(page);
	// What comes above the button moves it, also from under a press.
	await expect(page.getByText('There is no token.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Add a passkey' })).toBeVisible();
	await expect(page.getByRole('list').getByText('This device', { exact: true })).toBeVisible();
	await signOut(page).click();
	await expect(page).toHaveURL(/\/login$/);
	expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
	const left = await kept(page);
	for (const words of ['Heliotrope', anasId]) expect(left).not.toContain(words);

	await signIn(page, ben);
	await expect(page.getByText('Nothing written yet')).toBeVisible();
	await expect(page.getByText('Heliotrope')).toHaveCount(0);
	expect(await kept(page)).not.toContain('Heliotrope');
});

test('33: what was not sent yet is not lost by signing out unless its person says so', async ({
	openBrowser
}) => {
	const [page, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(page, bens);
	await startChat(page, ben);
	await say(page, 'On the server');
	await expect(messageWith(page, 'On the server')).toHaveAttribute('data-state', 'sent');
	await page.context().setOffline(true);
	await say(page, 'Only here');
	await expect(messageWith(page, 'Only here')).toHaveAttribute('data-state', 'queued');

	await openSettings(page);
	await signOut(page).click();
	await expect(page.getByText('1 message of yours did not reach the server yet')).toBeVisible();
	expect(await kept(page)).toContain('Only here');
	// Without the server there is no signing out, so that nothing is wiped for nothing.
	await page.getByRole('button', { name: 'Sign out and delete it' }).click();
	await expect(page.getByText('so you are still signed in')).toBeVisible();
	expect(await kept(page)).toContain('Only here');

	await page.context().setOffline(false);
	await expect(page.getByText('did not reach the server yet')).toHaveCount(0);
	await signOut(page).click();
	await expect(page).toHaveURL(/\/login$/);
	await signIn(page, ana);
	await page.getByRole('link', { name: ben.displayName }).click();
	await expect(messageWith(page, 'Only here')).toBeVisible();
});

test('33: who signs in where somebody else’s session has ended is never shown what that one has here', async ({
	openBrowser
}) => {
	const [page, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(page, bens);
	await startChat(page, ben);
	await composer(page).click();
	await page.keyboard.type('Heliotrope of Ana');
	await expect(saving(page)).toHaveText('Saved');
	await page.context().clearCookies();
	await page.goto('/login');
	// From here on it is told which databases are opened, across every load of the page.
	await page.context().addInitScript(() => {
		const open = indexedDB.open.bind(indexedDB);
		indexedDB.open = (name, version) => {
			sessionStorage.setItem(`opened ${name}`, '');
			return open(name, version);
		};
	});
	await page.reload();
	await signIn(page, ben);
	await expect(page.getByText('Nothing written yet')).toBeVisible();
	const opened = await page.evaluate(() =>
		Object.keys(sessionStorage).filter((key) => key.startsWith('opened inkling-'))
	);
	expect(opened).toHaveLength(1);
	await expect(page.getByText('Heliotrope')).toHaveCount(0);

	// It is still there for whom it belongs to.
	await page.context().clearCookies();
	await page.goto('/login');
	await signIn(page, ana);
	await page.getByRole('link', { name: ben.displayName }).click();
	await expect(composer(page)).toHaveText('Heliotrope of Ana');
});
