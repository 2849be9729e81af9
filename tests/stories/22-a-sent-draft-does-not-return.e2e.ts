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

test('story 22: a sent draft does not return, on any device, whatever is reloaded', async ({
	served,
	openBrowser
}) => {
	const [desk, phone, bens] = [await openBrowser(), await openBrowser(), await openBrowser()];
	await signUpBoth(desk, bens);
	await startChat(desk, ben);
	await say(desk, 'Hello');
	await signIn(phone, ana);
	await openChat(phone, ben.displayName);
	await desk.keyboard.type('Going out');
	await expect(composer(phone)).toHaveText('Going out');
	await phone.context().setOffline(true);
	await desk.keyboard.press('Enter');
	await expect(messageWith(desk, 'Going out')).toHaveAttribute('data-state', 'sent');
	await phone.context().setOffline(false);
	await expect(messageWith(phone, 'Going out')).toBeVisible();
	await expect(composer(phone)).toHaveText('');
	await served.kill();
	await served.startAgain();
	for (const page of [desk, phone]) {
		await page.reload();
		await expect(messageWith(page, 'Going out')).toHaveCount(1);
		await expect(composer(page)).toBeEditable();
		await expect(composer(page)).toHaveText('');
	}
});
