import type { CDPSession, Page } from '@playwright/test';
import { ana, ben, messageWith, messages, openChat, say, signUpBoth, startChat } from './support/people.ts';
import { expect, test } from './support/test.ts';

type Tabs = {
	/** Of Ana's tabs the one that talks to the server. */
	leader: Page;
	other: Page;
	bens: Page;
	debug: CDPSession;
};

/** Notes when a page began to use the device's database last. */
function noteTransactions(): void {
	const { transaction } = IDBDatabase.prototype;
	IDBDatabase.prototype.transaction = function (...args) {
		Object.assign(window, { lastTransaction: performance.now() });
		return transaction.apply(this, args);
	};
}

/**
 * Waits until a tab leaves the database alone. One that stops in the middle of a transaction keeps it open, and no other
 * tab can take that from it.
 */
async function rest(page: Page): Promise<void> {
	await page.waitForFunction(() => {
		const { lastTransaction } = window as unknown as { lastTransaction: number };
		return performance.now() - lastTransaction > 1_000;
	});
}

async function openTabs(openBrowser: () => Promise<Page>): Promise<Tabs> {
	const leader = await openBrowser();
	await leader.context().addInitScript(noteTransactions);
	const bens = await openBrowser();
	await signUpBoth(leader, bens);
	await startChat(leader, ben);
	await say(leader, 'Before');
	await openChat(bens, ana.displayName);
	const other = await leader.context().newPage();
	await other.goto(leader.url());
	await expect(messageWith(other, 'Before')).toBeVisible();
	await rest(leader);
	return { leader, other, bens, debug: await leader.context().newCDPSession(leader) };
}

async function expectTalk({ other, bens }: Tabs): Promise<void> {
	await say(bens, 'Is anybody there?');
	await expect(messageWith(other, 'Is anybody there?')).toBeVisible();
	await say(other, 'Yes');
	await expect(messageWith(other, 'Yes')).toHaveAttribute('data-state', 'sent');
	await expect(messageWith(bens, 'Yes')).toBeVisible();
}

test('another tab goes on when the one that leads crashes', async ({ openBrowser }) => {
	const tabs = await openTabs(openBrowser);
	const crashed = tabs.leader.waitForEvent('crash');
	tabs.debug.send('Page.crash').catch(() => undefined);
	await crashed;
	await expectTalk(tabs);
});

test('another tab goes on when the one that leads is frozen, and both do when it thaws', async ({
	openBrowser
}) => {
	const tabs = await openTabs(openBrowser);
	const { leader, other, bens, debug } = tabs;
	// The debugger stops everything in a tab; Chromium freezes no tab that it takes for visible.
	const frozen = new Promise<void>((resolve) => debug.once('Debugger.paused', () => resolve()));
	await debug.send('Debugger.enable');
	await debug.send('Debugger.pause');
	await frozen;
	await expectTalk(tabs);

	await debug.send('Debugger.disable');
	await expect(messageWith(leader, 'Yes')).toBeVisible();
	await say(leader, 'Back again');
	await expect(messageWith(leader, 'Back again')).toHaveAttribute('data-state', 'sent');
	for (const page of [leader, other, bens]) {
		await expect(messages(page)).toHaveText([/Before/, /Is anybody there/, /Yes/, /Back again/]);
		await expect(page.getByText(/Connecting…|Updating…|Offline\./)).toHaveCount(0);
	}
});

test('another tab goes on when the one that leads hangs', async ({ openBrowser }) => {
	const tabs = await openTabs(openBrowser);
	const { leader, debug } = tabs;
	const hung = leader.evaluate(() => {
		for (;;);
	});
	const crashed = leader.waitForEvent('crash');
	await expectTalk(tabs);
	// It could not even be closed.
	debug.send('Page.crash').catch(() => undefined);
	await crashed;
	await expect(hung).rejects.toThrow();
});

test('a tab in the background keeps the lead while it is awake', async ({ openBrowser }) => {
	const { leader, other } = await openTabs(openBrowser);
	const findLead = () =>
		other.evaluate(async () => {
			const { held = [] } = await navigator.locks.query();
			return held.find(({ name }) => name?.startsWith('inkling-sync-'));
		});
	const before = await findLead();
	await leader.evaluate(() => {
		Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
		document.dispatchEvent(new Event('visibilitychange'));
	});
	// After so many questions and answers it would have lost the lead long ago, had it been frozen.
	await other.evaluate(
		(name) =>
			new Promise<void>((resolve) => {
				let heard = 0;
				new BroadcastChannel(name).onmessage = () => ++heard === 12 && resolve();
			}),
		before?.name ?? ''
	);
	expect(await findLead()).toEqual(before);
});
