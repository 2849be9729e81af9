import {
	ana,
	ben,
	chatLink,
	composer,
	openChat,
	say,
	saving,
	signIn,
	signUpBoth,
	startChat
} from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('stories 24 and 25: a deleted draft is not back after a restart, nor on another device, nor in any list', async ({
	served,
	openBrowser
}) => {
	const [desk, phone, bens] = [await openBrowser(), await openBrowser(), await openBrowser()];
	await signUpBoth(desk, bens);
	await startChat(desk, ben);
	await say(desk, 'Hello');
	await desk.keyboard.type('Delete me');
	await expect(saving(desk)).toHaveText('Saved');
	await desk.getByRole('link', { name: 'Drafts' }).click();
	await desk.getByRole('button', { name: /^Delete/ }).click();
	await expect(chatLink(desk, ben.displayName)).not.toContainText('Draft:');

	await served.kill();
	await served.startAgain();
	await desk.reload();
	await expect(desk.getByText('No drafts.')).toBeVisible();
	await signIn(phone, ana);
	await openChat(phone, ben.displayName);
	await expect(composer(phone)).toHaveText('');
	await expect(chatLink(desk, ben.displayName)).not.toContainText('Draft:');
});
