import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { buildNext } from './support/build-next.ts';
import { keptVersions, LastingBrowser, waitForInstalled } from './support/lasting-browser.ts';
import {
	ana,
	ben,
	chatLink,
	composer,
	messages,
	messageWith,
	openChat,
	saving,
	say,
	signIn,
	signUp,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test as base } from './support/test.ts';

/** `lasting`: a browser that can be closed and started again. `next`: the folder of a newer build, made once. */
const test = base.extend<{ lasting: LastingBrowser }, { next: string }>({
	lasting: async ({ served }, use) => {
		const lasting = await LastingBrowser.make(served.url);
		await use(lasting);
		await lasting.remove();
		expect(lasting.faults).toEqual([]);
	},
	next: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from a pattern.
		async ({}, use) => {
			const folder = await buildNext();
			await use(folder);
			await rm(folder, { recursive: true });
		},
		{ scope: 'worker', timeout: 300_000 }
	]
});

const updateButton = (page: Page) => page.getByRole('button', { name: 'Update' });

test('a new browser process without a server has chats, conversation and draft, and sends once later', async ({
	served,
	lasting,
	openBrowser
}) => {
	let anas = await lasting.start();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Before');
	await openChat(bens, ana.displayName);
	await say(bens, 'Go on');
	await expect(messages(anas)).toHaveText([/Before/, /Go on/]);
	await composer(anas).click();
	await anas.keyboard.type('Half a thought');
	await expect(saving(anas)).toHaveText('Saved');
	await waitForInstalled(anas);
	const address = anas.url();

	await lasting.close();
	await served.kill();
	anas = await lasting.start();
	await anas.goto('/');
	await expect(chatLink(anas, ben.displayName)).toContainText('Half a thought');
	await anas.goto(address);
	await expect(messages(anas)).toHaveText([/Before/, /Go on/]);
	await expect(composer(anas)).toHaveText('Half a thought');
	await composer(anas).click();
	await anas.keyboard.press('End');
	await anas.keyboard.type(', whole now');
	await expect(saving(anas)).toHaveText('Saved on this device');
	await anas.keyboard.press('Enter');
	await expect(messageWith(anas, 'whole now')).toHaveAttribute('data-state', 'queued');
	await anas.keyboard.type('And the next');
	await expect(saving(anas)).toHaveText('Saved on this device');

	await lasting.close();
	anas = await lasting.start();
	await anas.goto(address);
	await expect(messageWith(anas, 'whole now')).toHaveAttribute('data-state', 'queued');
	await expect(composer(anas)).toHaveText('And the next');

	await served.startAgain();
	await expect(messageWith(anas, 'whole now')).toHaveAttribute('data-state', 'sent');
	await expect(saving(anas)).toHaveText('Saved');
	const all = [/Before/, /Go on/, /Half a thought, whole now/];
	await expect(messages(anas)).toHaveText(all);
	await expect(messages(bens)).toHaveText(all);
	const elsewhere = await openBrowser();
	await signIn(elsewhere, ana);
	await openChat(elsewhere, ben.displayName);
	await expect(messages(elsewhere)).toHaveText(all);
	await expect(composer(elsewhere)).toHaveText('And the next');
});

test('a server that takes connections and does not answer is not waited for', async ({
	served,
	openBrowser
}) => {
	const anas = await openBrowser();
	await signUp(anas, ana);
	await waitForInstalled(anas);
	// Who it is that uses this browser has to be known here.
	await expect(anas.getByRole('heading', { name: 'Your server is ready' })).toBeVisible();
	served.freeze();
	try {
		await anas.goto('/settings');
		await expect(anas.getByRole('heading', { name: 'Settings' })).toBeVisible();
	} finally {
		served.thaw();
	}
});

test('the code that is kept for cold starts is nobody’s secret', async ({ openBrowser }) => {
	const anas = await openBrowser();
	await signUp(anas, ana);
	await waitForInstalled(anas);
	await anas.reload();
	await expect(anas.getByRole('button', { name: 'New chat' })).toBeVisible();
	const kept = await anas.evaluate(async () => {
		const all = await Promise.all(
			(await caches.keys()).map(async (name) => (await caches.open(name)).keys())
		);
		return all.flat().map(({ url }) => new URL(url).pathname);
	});
	const open = /^\/(_app\/immutable\/.+|shell|favicon(-unread)?\.svg|manifest\.webmanifest)$/;
	expect(kept).toContain('/shell');
	expect(kept.filter((path) => !open.test(path))).toEqual([]);
});

test('no other site may put the shell into a frame, nor a copy of it that this device kept', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	await signUp(anas, ana);
	await waitForInstalled(anas);
	const headers = await anas.evaluate(async () => {
		const answers = [await fetch('/shell'), await caches.match('/shell')];
		return answers.map((answer) => answer?.headers.get('x-frame-options'));
	});
	expect(headers).toEqual(['DENY', 'DENY']);
});

test('the app can be installed: what its manifest names is there', async ({ openBrowser }) => {
	const anas = await openBrowser();
	await anas.goto('/login');
	const session = await anas.context().newCDPSession(anas);
	const { errors } = await session.send('Page.getAppManifest');
	expect(errors).toEqual([]);
	const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
	expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
	const missing = await anas.evaluate(async () => {
		const href = document.querySelector<HTMLLinkElement>('link[rel=manifest]')?.href ?? '';
		const manifest = (await (await fetch(href)).json()) as Record<'icons' | 'screenshots', { src: string }[]>;
		const files = [...manifest.icons, ...manifest.screenshots].map(({ src }) => src);
		const answers = await Promise.all(files.map((file) => fetch(file)));
		return answers.filter(({ ok }) => !ok).map(({ url }) => url);
	});
	expect(missing).toEqual([]);
});

test('the shortcut of the installed app begins a chat, once', async ({ openBrowser }) => {
	const anas = await openBrowser();
	await signUp(anas, ana);
	await anas.goto('/?new-chat');
	await expect(anas.getByRole('dialog', { name: 'New chat' })).toBeVisible();
	await anas.reload();
	await expect(anas.getByRole('button', { name: 'New chat' })).toBeVisible();
	await expect(anas.getByRole('dialog')).toHaveCount(0);
});

test('an old tab works on after a deploy, and its Update loses nothing', async ({
	served,
	lasting,
	openBrowser,
	next
}) => {
	const anas = await lasting.start();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Before');
	await openChat(bens, ana.displayName);
	await waitForInstalled(anas);
	const [old] = await keptVersions(anas);

	await served.deploy(next);
	await say(anas, 'From the old tab');
	await expect(messageWith(bens, 'From the old tab')).toBeVisible();
	await expect(updateButton(anas)).toBeVisible();
	// Code that this tab has not loaded yet, and that the server has no more.
	const before = await loadedCode(anas);
	await anas.getByRole('link', { name: 'Settings' }).click();
	await expect(anas.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible();
	const late = (await loadedCode(anas)).filter((url) => !before.includes(url));
	expect(late.length).toBeGreaterThan(0);
	const statuses = await Promise.all(late.map(async (url) => (await fetch(url)).status));
	expect(statuses).toContain(404);

	await openChat(anas, ben.displayName);
	await composer(anas).click();
	await anas.keyboard.type('Typed a moment ago');
	await updateButton(anas).click();
	await expect(updateButton(anas)).toHaveCount(0);
	await expect(composer(anas)).toHaveText('Typed a moment ago');
	await expect(saving(anas)).toHaveText('Saved');
	await anas.getByRole('link', { name: 'Settings' }).click();
	await expect(anas.getByRole('heading', { name: 'New settings' })).toBeVisible();
	await expect.poll(() => keptVersions(anas)).toHaveLength(1);
	expect(await keptVersions(anas)).not.toContain(old);

	await lasting.close();
	await served.kill();
	const later = await lasting.start();
	await later.goto('/settings');
	await expect(later.getByRole('heading', { name: 'New settings' })).toBeVisible();
});

test('a tab that updates the mirror waits for the words of the other, which then says Update', async ({
	served,
	lasting,
	openBrowser,
	next
}) => {
	const first = await lasting.start();
	await signUpBoth(first, await openBrowser());
	await startChat(first, ben);
	await waitForInstalled(first);
	await served.deploy(next);
	await expect(updateButton(first)).toBeVisible();
	const versions = await keptVersions(first);
	expect(versions).toHaveLength(2);
	// While its clock stands still the box does not save by itself.
	await first.clock.install();
	await composer(first).click();
	await first.clock.pauseAt(Date.now() + 1_000);
	await first.keyboard.type('Not saved yet');
	await expect(saving(first)).toHaveText('Saving…');

	const second = await lasting.openTab();
	await second.goto('/');
	await first.clock.resume();
	await expect(chatLink(second, ben.displayName)).toContainText('Not saved yet');
	const outdated = first.getByRole('dialog', { name: 'Inkling was updated in another tab' });
	await expect(outdated).toBeVisible();
	await first.keyboard.press('Escape');
	await expect(outdated).toBeVisible();
	expect(await keptVersions(first)).toEqual(versions);
	await outdated.getByRole('button', { name: 'Update' }).click();
	await expect(outdated).toHaveCount(0);
	await expect(composer(first)).toHaveText('Not saved yet');
	await expect.poll(() => keptVersions(first)).toHaveLength(1);
});

test('a tab that cannot update the mirror yet says what it waits for, and goes on by itself', async ({
	served,
	lasting,
	next
}) => {
	const page = await lasting.start();
	await signUp(page, ana);
	await waitForInstalled(page);
	const holder = await lasting.openTab();
	await holder.goto('/healthz');
	// Stands for a tab that hears nothing: frozen, or in the middle of long work.
	await holder.evaluate(async () => {
		const [{ name = '' } = {}] = await indexedDB.databases();
		await new Promise((resolve) => (indexedDB.open(name).onsuccess = resolve));
	});
	await served.deploy(next);
	await page.goto('/');
	await expect(page.getByRole('heading', { name: 'Inkling is open in another tab' })).toBeVisible();
	await holder.close();
	await expect(page.getByRole('button', { name: 'New chat' })).toBeVisible();
});

/** The addresses of all code that a tab has loaded so far. */
function loadedCode(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		performance
			.getEntriesByType('resource')
			.map(({ name }) => name)
			.filter((name) => name.includes('/_app/immutable/'))
	);
}
