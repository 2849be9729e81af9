import { makeGroup } from './support/make-group.ts';
import {
	ana,
	ben,
	chatLink,
	composer,
	messageWith,
	messages,
	openChat,
	say,
	signUpBoth,
	startChat
} from './support/people.ts';
import { phone } from './support/devices.ts';
import { expect, test } from './support/test.ts';

test('two people exchange messages', async ({ openBrowser }) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);

	await startChat(anas, ben);
	await expect(anas.getByText('Nobody else sees this chat until you send the first message.')).toBeVisible();
	await expect(chatLink(bens, ana.displayName)).toHaveCount(0);
	await say(anas, 'Ahoy Ben');
	await expect(messageWith(anas, 'Ahoy Ben')).toHaveAttribute('data-state', 'sent');

	await expect(chatLink(bens, ana.displayName)).toContainText('1 unread');
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'Ahoy Ben')).toBeVisible();
	await expect(chatLink(bens, ana.displayName)).not.toContainText('unread');
	await expect(messageWith(anas, 'Ahoy Ben')).toContainText('Read');

	await composer(bens).click();
	await bens.keyboard.type('Ahoy Ana');
	await bens.getByRole('button', { name: 'Send' }).click();
	await expect(messageWith(anas, 'Ahoy Ana')).toBeVisible();

	for (const page of [anas, bens]) {
		await page.reload();
		await expect(messages(page)).toHaveCount(2);
		await expect(messages(page).first()).toContainText('Ahoy Ben');
		await expect(messages(page).last()).toContainText('Ahoy Ana');
	}
});

test('what one formats, the other reads as formatted', async ({ openBrowser }) => {
	const anas = await openBrowser();
	const bens = await openBrowser(phone);
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await composer(anas).click();
	await anas.keyboard.type('A **bold** word');
	await anas.keyboard.press('Shift+Enter');
	await anas.keyboard.type('and <b>none</b>');
	await anas.keyboard.press('Enter');

	await openChat(bens, ana.displayName);
	await expect(messages(bens).locator('strong')).toHaveText('bold');
	await expect(messages(bens)).toContainText('and <b>none</b>');
});

test('code has the colours of its language, also without a network', async ({ openBrowser }) => {
	const anas = await openBrowser();
	const bens = await openBrowser(phone);
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await composer(anas).click();
	await anas.keyboard.type('```ts ');
	await anas.keyboard.type('const ink = "blue";');
	await anas.keyboard.press('ControlOrMeta+Enter');
	await openChat(bens, ana.displayName);
	const code = messages(bens).locator('pre');
	await expect(code.locator('[data-code=keyword]')).toHaveText('const');
	await expect(code).toHaveText('const ink = "blue";');
	await bens.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
	await bens.context().setOffline(true);
	await bens.reload();
	await expect(code.locator('[data-code=string]')).toHaveText('"blue"');
});

test('a setting swaps what Enter and Shift+Enter do', async ({ openBrowser }) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await anas.getByRole('link', { name: 'Settings' }).click();
	await anas.getByRole('checkbox', { name: 'Enter sends the message' }).uncheck();
	await anas.reload();
	await expect(anas.getByRole('checkbox', { name: 'Enter sends the message' })).not.toBeChecked();

	await startChat(anas, ben);
	await say(anas, 'One line');
	await anas.keyboard.type('and another');
	await expect(messages(anas)).toHaveCount(0);
	await anas.keyboard.press('Shift+Enter');
	await expect(messages(anas)).toHaveCount(1);
	await expect(messageWith(anas, 'One line')).toContainText('and another');
});

test('a message that is refused says why; Retry sends it, Edit takes its words back into the box', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	const bens = await openBrowser(phone);
	await signUpBoth(anas, bens);
	await makeGroup(anas, ben, 'News');
	await openChat(bens, 'News');
	await bens.context().setOffline(true);
	await expect(bens.getByText('Offline.')).toBeVisible();
	await say(bens, 'First word');
	await say(bens, 'Last word');

	await anas.getByRole('button', { name: 'Chat details' }).click();
	const writers = anas.getByRole('combobox', { name: 'Who may write' });
	await writers.selectOption('Admins only');
	// Made anew, they show what the server has told. A reload might come before the choice is on the disk.
	await expect(async () => {
		await anas.keyboard.press('Escape');
		await expect(writers).toBeHidden();
		await anas.getByRole('button', { name: 'Chat details' }).click();
		expect(await writers.inputValue()).toBe('admins');
	}).toPass();
	await bens.context().setOffline(false);
	for (const words of ['First word', 'Last word']) {
		await expect(messageWith(bens, words)).toHaveAttribute('data-state', 'failed');
		await expect(messageWith(bens, words)).toContainText('Only admins write in this chat.');
	}

	await writers.selectOption('Everybody');
	await expect(bens.getByText('Only admins write in this chat.')).toHaveCount(2);
	await messageWith(bens, 'First word').getByRole('button', { name: 'Retry' }).tap();
	await expect(messageWith(bens, 'First word')).toHaveAttribute('data-state', 'sent');
	await messageWith(bens, 'Last word').getByRole('button', { name: 'Edit' }).tap();
	await expect(messageWith(bens, 'Last word')).toHaveCount(0);
	await expect(composer(bens)).toHaveText('Last word');
	await anas.keyboard.press('Escape');
	await expect(messageWith(anas, 'First word')).toBeVisible();
});
