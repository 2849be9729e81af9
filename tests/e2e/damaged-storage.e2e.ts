import type { Page } from '@playwright/test';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LastingBrowser, waitForInstalled } from './support/lasting-browser.ts';
import {
	ana,
	ben,
	composer,
	messageWith,
	openChat,
	saving,
	say,
	signIn,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';

/** Changes the form of the mirror as it lies there; the app gives way as to a newer one of its own. */
async function changeMirror(page: Page, change: { to: 'next' | number; drop?: string }): Promise<void> {
	await page.evaluate(async ({ to, drop }) => {
		const databases = await indexedDB.databases();
		const mirror = databases.find(({ name }) => name?.startsWith('inkling-'));
		await new Promise<void>((resolve, reject) => {
			const version = to === 'next' ? (mirror?.version ?? 0) + 1 : to;
			const request = indexedDB.open(mirror?.name ?? '', version);
			request.onupgradeneeded = () => drop && request.result.deleteObjectStore(drop);
			request.onerror = () => reject(request.error ?? new Error('It does not open.'));
			request.onsuccess = () => {
				request.result.close();
				resolve();
			};
		});
	}, change);
}

/** The browser clears what the page keeps in IndexedDB, and nothing else. */
async function evict(page: Page): Promise<void> {
	const debug = await page.context().newCDPSession(page);
	const { origin } = new URL(page.url());
	await debug.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
}

const notice = (page: Page) => page.getByText('The browser had removed this device’s copy');

async function writeToBen(anas: Page, bens: Page): Promise<void> {
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Before');
	await expect(messageWith(anas, 'Before')).toHaveAttribute('data-state', 'sent');
	await waitForInstalled(anas);
}

test('a damaged mirror is rebuilt when the person wants it, with the texts that were not sent', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await writeToBen(anas, bens);
	await anas.context().setOffline(true);
	await say(anas, 'Sent without a network');
	await composer(anas).pressSequentially('A draft of this device alone');
	await expect(saving(anas)).toHaveText('Saved on this device');
	await changeMirror(anas, { to: 'next', drop: 'messages' });
	await anas.reload();
	const texts = anas.getByRole('list', { name: 'Texts that could be read' });
	await expect(texts).toContainText('A draft of this device alone');
	await expect(texts).toContainText('Sent without a network');
	const saved = anas.waitForEvent('download');
	await anas.getByRole('button', { name: 'Save the texts' }).click();
	expect((await saved).suggestedFilename()).toBe('inkling-unsent.txt');
	await anas.getByRole('button', { name: 'Rebuild from the server' }).click();
	await expect(anas.getByRole('alert')).toContainText('The server cannot be reached now');

	await anas.context().setOffline(false);
	await anas.getByRole('button', { name: 'Rebuild from the server' }).click();
	await expect(composer(anas)).toHaveText('A draft of this device alone');
	await expect(saving(anas)).toHaveText('Saved');
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'Sent without a network')).toHaveCount(1);
	for (const text of ['Before', 'Sent without a network'])
		await expect(messageWith(anas, text)).toHaveAttribute('data-state', 'sent');
	await expect(notice(anas)).toHaveCount(0);
});

test('an older page changes nothing in the data of a newer one, and asks to be updated', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await writeToBen(anas, bens);
	await changeMirror(anas, { to: 10_000 });
	await anas.reload();
	await expect(anas.getByRole('heading', { name: 'This page is older than your data' })).toBeVisible();
	await expect(anas.getByRole('button', { name: 'Update' })).toBeVisible();
	const versions = await anas.evaluate(async () =>
		(await indexedDB.databases()).map(({ version }) => version)
	);
	expect(versions).toEqual([10_000]);
});

test('words in the box outlive the mirror that is cleared under the tab, and the person is told', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await writeToBen(anas, bens);
	await anas.context().setOffline(true);
	await composer(anas).click();
	await anas.keyboard.type('Typed here and sent nowhere');
	await expect(saving(anas)).toHaveText('Saved on this device');
	const again = anas.waitForEvent('domcontentloaded');
	await evict(anas);
	await again;
	await expect(notice(anas)).toContainText('may be lost');
	await anas.context().setOffline(false);
	await expect(messageWith(anas, 'Before')).toBeVisible();
	await expect(composer(anas)).toHaveText('Typed here and sent nowhere');
	await expect(saving(anas)).toHaveText('Saved');
	await anas.getByRole('button', { name: 'OK' }).click();
	await expect(notice(anas)).toHaveCount(0);
	await anas.reload();
	await expect(messageWith(anas, 'Before')).toBeVisible();
	await expect(notice(anas)).toHaveCount(0);
});

test('a mirror whose files are gone comes again from the server, and the person is told', async ({
	served,
	openBrowser
}) => {
	const lasting = await LastingBrowser.make(served.url);
	let anas = await lasting.start();
	await writeToBen(anas, await openBrowser());
	await lasting.close();
	for (const name of await readdir(join(lasting.folder, 'Default', 'IndexedDB')))
		await rm(join(lasting.folder, 'Default', 'IndexedDB', name), { recursive: true });

	anas = await lasting.start();
	await signIn(anas, ana);
	await expect(notice(anas)).toContainText('Nothing unsent was in it');
	await openChat(anas, ben.displayName);
	await expect(messageWith(anas, 'Before')).toBeVisible();
	expect(lasting.faults).toEqual([]);
	await lasting.remove();
});

test('a device that is full says so, and goes on by itself when there is room', async ({
	served,
	openBrowser
}) => {
	const lasting = await LastingBrowser.make(served.url);
	let anas = await lasting.start();
	const bens = await openBrowser();
	await writeToBen(anas, bens);
	const chat = anas.url();
	await lasting.close();
	await openChat(bens, ana.displayName);
	await say(bens, 'Is there room for this?');

	// Chromium asks for the quota anew in a new process alone.
	anas = await lasting.start();
	const { origin } = new URL(chat);
	const debug = await anas.context().newCDPSession(anas);
	await debug.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000 });
	await signIn(anas, ana);
	await expect(anas.getByText('This device has no room left')).toBeVisible();
	await openChat(anas, ben.displayName);
	await expect(messageWith(anas, 'Before')).toBeVisible();
	await composer(anas).pressSequentially('No room for this either');
	await expect(saving(anas)).toContainText('This device could not save your text');

	await debug.send('Storage.overrideQuotaForOrigin', { origin });
	await expect(messageWith(anas, 'Is there room for this?')).toBeVisible();
	await expect(anas.getByText('This device has no room left')).toHaveCount(0);
	await expect(saving(anas)).toHaveText('Saved');
	await expect(composer(anas)).toHaveText('No room for this either');
	await lasting.remove();
});

test('a browser that keeps nothing for the page says what to do', async ({ openBrowser }) => {
	const anas = await openBrowser();
	// A context of Playwright's cannot be told to block site data: this is what a page then meets.
	await anas.addInitScript(() => {
		const refuse = () => {
			throw new DOMException('Access is denied for this document.', 'SecurityError');
		};
		Object.defineProperty(window, 'localStorage', { get: refuse });
		Object.defineProperty(window, 'indexedDB', { get: refuse });
	});
	await anas.goto('/');
	await expect(anas.getByRole('heading', { name: 'This browser keeps no data for Inkling' })).toBeVisible();
});
