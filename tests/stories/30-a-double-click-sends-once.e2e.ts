import {
	ana,
	ben,
	composer,
	messageWith,
	messages,
	openChat,
	signUpBoth,
	startChat
} from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('story 30: Enter twice, or a double click on Send, sends once', async ({ openBrowser }) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await composer(anas).click();
	await anas.keyboard.type('First');
	await anas.keyboard.press('Enter');
	await anas.keyboard.press('Enter');
	await anas.keyboard.type('Second');
	await anas.getByRole('button', { name: 'Send' }).dblclick();

	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'Second')).toBeVisible();
	await expect(messages(bens)).toHaveCount(2);
	await expect(messages(anas)).toHaveCount(2);
});
