import {
	ana,
	ben,
	composer,
	messageWith,
	openChat,
	say,
	signIn,
	signUpBoth,
	startChat
} from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('story 10: the session ends on Send; after signing in again nothing is missing', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Before');
	await expect(messageWith(anas, 'Before')).toHaveAttribute('data-state', 'sent');
	await composer(anas).click();
	await anas.keyboard.type('The words that matter');
	await anas.evaluate(() => fetch('/api/v1/session', { method: 'DELETE' }));
	await anas.keyboard.press('Enter');
	await anas.keyboard.type('And a draft after them');
	await expect(anas.getByText('You are signed out.')).toBeVisible();
	await expect(messageWith(anas, 'The words that matter')).toHaveAttribute('data-state', 'queued');

	await signIn(anas, ana);
	await openChat(anas, ben.displayName);
	await expect(messageWith(anas, 'The words that matter')).toHaveAttribute('data-state', 'sent');
	await expect(composer(anas)).toHaveText('And a draft after them');
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'The words that matter')).toHaveCount(1);
});
