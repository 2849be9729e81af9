import {
	ana,
	ben,
	composer,
	messageWith,
	openChat,
	say,
	signUpBoth,
	startChat
} from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('story 8: a message that comes in leaves what is being typed alone', async ({ openBrowser }) => {
	const [desk, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(desk, bens);
	await startChat(desk, ben);
	await say(desk, 'Hello');
	await openChat(bens, ana.displayName);
	await composer(desk).click();
	await desk.keyboard.type('I was just abo');
	await say(bens, 'Wait');
	await expect(messageWith(desk, 'Wait')).toBeVisible();
	await desk.keyboard.type('ut to say');
	await expect(composer(desk)).toHaveText('I was just about to say');
});
