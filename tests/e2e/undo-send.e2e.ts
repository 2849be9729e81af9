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
import { expect, test } from './support/test.ts';

test('a message can be taken back for as long as one chose, and goes at once when one leaves', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	const bens = await openBrowser({ viewport: { width: 360, height: 740 } });
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'At once');
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'At once')).toBeVisible();

	await anas.getByRole('link', { name: 'Settings' }).click();
	await anas.getByRole('combobox', { name: 'Undo send' }).selectOption('30 seconds');
	await openChat(anas, ben.displayName);
	await say(anas, 'Too hasty');
	const hasty = messageWith(anas, 'Too hasty');
	await expect(hasty).toHaveAttribute('data-state', 'queued');
	await expect(hasty).toContainText(/Goes in \d+ s/);
	await hasty.getByRole('button', { name: 'Undo' }).click();
	await expect(composer(anas)).toHaveText('Too hasty');
	await expect(messages(anas)).toHaveCount(1);

	await composer(anas).click();
	await anas.keyboard.type(', no more');
	await anas.keyboard.press('Enter');
	await say(anas, 'And another');
	await expect(messages(anas)).toHaveCount(3);
	await expect(messages(anas).last()).toHaveAttribute('data-state', 'queued');
	await expect(messages(bens)).toHaveCount(1);

	await anas.evaluate(() => {
		Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
		document.dispatchEvent(new Event('visibilitychange'));
	});
	await expect(messages(bens)).toHaveText([/At once/, /Too hasty, no more/, /And another/]);
	await expect(messages(anas).last()).toHaveAttribute('data-state', 'sent');
	await expect(anas.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});
