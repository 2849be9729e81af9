import {
	ana,
	ben,
	composer,
	messageWith,
	messages,
	openChat,
	saving,
	say,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const offlineWords = 'Offline. What you write is kept on this device and sent later.';

test('what is written offline is kept, told truly, and sent once afterwards', async ({ openBrowser }) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Before');
	await expect(messageWith(anas, 'Before')).toHaveAttribute('data-state', 'sent');
	await openChat(bens, ana.displayName);

	await anas.context().setOffline(true);
	await expect(anas.getByText(offlineWords)).toBeVisible();
	await say(anas, 'In the tunnel');
	await say(anas, 'Still in it');
	await expect(messageWith(anas, 'In the tunnel')).toHaveAttribute('data-state', 'queued');
	await expect(anas.getByText('2 messages are waiting.')).toBeVisible();
	await composer(anas).click();
	await anas.keyboard.type('And a draft');
	await expect(saving(anas)).toHaveText('Saved on this device');
	await expect(messages(bens)).toHaveCount(1);

	await anas.context().setOffline(false);
	await expect(messageWith(anas, 'Still in it')).toHaveAttribute('data-state', 'sent');
	await expect(anas.getByText(offlineWords)).toHaveCount(0);
	await expect(saving(anas)).toHaveText('Saved');
	await expect(composer(anas)).toHaveText('And a draft');
	await expect(messages(bens)).toHaveText([/Before/, /In the tunnel/, /Still in it/]);
});

test('a killed server loses nothing that was typed meanwhile', async ({ served, openBrowser }) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Before');
	await openChat(bens, ana.displayName);

	await served.kill();
	await say(anas, 'While it was gone');
	await expect(messageWith(anas, 'While it was gone')).toHaveAttribute('data-state', 'queued');
	await composer(anas).click();
	await anas.keyboard.type('A draft meanwhile');
	await expect(saving(anas)).toHaveText('Saved on this device');

	await served.startAgain();
	await expect(messageWith(anas, 'While it was gone')).toHaveAttribute('data-state', 'sent');
	await expect(saving(anas)).toHaveText('Saved');
	await expect(messages(bens)).toHaveText([/Before/, /While it was gone/]);
});

test('what waits is listed, and can be edited or cancelled before it leaves', async ({ openBrowser }) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Before');
	await expect(messageWith(anas, 'Before')).toHaveAttribute('data-state', 'sent');
	await anas.context().setOffline(true);
	await expect(anas.getByText(offlineWords)).toBeVisible();
	for (const words of ['Stays', 'Goes', 'Is mended']) await say(anas, words);

	await anas.getByRole('button', { name: '3 messages are waiting.' }).click();
	const list = anas.getByRole('dialog', { name: 'Waiting messages' });
	const waiting = list.getByRole('list').getByRole('listitem');
	await expect(waiting).toHaveText([/Stays/, /Goes/, /Is mended/]);
	await waiting.filter({ hasText: 'Goes' }).getByRole('button', { name: 'Cancel' }).click();
	await expect(waiting).toHaveCount(2);
	await waiting.filter({ hasText: 'Is mended' }).getByRole('button', { name: 'Edit' }).click();
	await expect(composer(anas)).toHaveText('Is mended');
	await composer(anas).click();
	await anas.keyboard.press('Control+End');
	await say(anas, ' indeed');

	await anas.context().setOffline(false);
	await expect(messageWith(anas, 'Is mended indeed')).toHaveAttribute('data-state', 'sent');
	await openChat(bens, ana.displayName);
	await expect(messages(bens)).toHaveText([/Before/, /Stays/, /Is mended indeed/]);
	await anas.getByRole('button', { name: 'Draft history' }).click();
	await expect(anas.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Goes' })).toHaveCount(1);
});

test('what is pressed stays where it is while the connection goes, so that the press counts', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	await signUpBoth(anas, await openBrowser());
	const other = await anas.context().newPage();
	await other.goto('/settings');
	await startChat(anas, ben);
	await say(anas, 'Before');
	// From here on the connection stands, so that the bar does not come and go before anything is pressed.
	await expect(messageWith(anas, 'Before')).toHaveAttribute('data-state', 'sent');
	await anas.getByRole('link', { name: 'Settings' }).click();
	const choice = anas.getByRole('checkbox', { name: 'Enter sends the message' });
	await expect(choice).toBeChecked();
	const { x, y, width, height } = (await choice.boundingBox())!;
	await anas.mouse.move(x + width / 2, y + height / 2);
	await anas.mouse.down();
	await expect(choice).toBeFocused();
	await anas.context().setOffline(true);
	// All tabs read how it is from the mirror, and nothing is pressed in this one.
	await expect(other.getByText(offlineWords)).toBeVisible();
	await anas.mouse.up();
	await expect(choice).not.toBeChecked();
	await expect(anas.getByText(offlineWords)).toBeVisible();
});
