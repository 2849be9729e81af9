import { ben, composer, messageWith, say, signUpBoth, startChat } from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('story 23: a second tab does not bring back the draft that the first has sent', async ({
	openBrowser
}) => {
	const [first, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(first, bens);
	await startChat(first, ben);
	await say(first, 'Hello');
	const second = await first.context().newPage();
	await second.goto(first.url());
	await expect(composer(second)).toBeEditable();
	await first.bringToFront();
	await composer(first).click();
	await first.keyboard.type('From the first tab');
	await expect(composer(second)).toHaveText('From the first tab');
	await first.keyboard.press('Enter');
	await expect(messageWith(second, 'From the first tab')).toHaveAttribute('data-state', 'sent');
	await expect(composer(second)).toHaveText('');
	// What a tab does when it is looked at and left.
	await second.bringToFront();
	await composer(second).focus();
	await first.bringToFront();
	for (const page of [second, first]) {
		await page.reload();
		await expect(composer(page)).toBeEditable();
		await expect(composer(page)).toHaveText('');
	}
});
