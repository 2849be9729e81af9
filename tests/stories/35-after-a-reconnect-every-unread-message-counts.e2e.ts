import { ana, ben, chatLink, composer, openChat, say, signUpBoth, startChat } from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('stories 35 and 36: after a reconnect the unread messages are all there, and a read badge stays away', async ({
	served,
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(bens, ana);
	await say(bens, 'One');
	await expect(chatLink(anas, ben.displayName)).toContainText('1 unread');
	await anas.context().setOffline(true);
	await expect(anas.getByText('Offline.')).toBeVisible();
	await say(bens, 'Two');
	await say(bens, 'Three');
	await anas.context().setOffline(false);
	await expect(chatLink(anas, ben.displayName)).toContainText('3 unread');

	await openChat(anas, ben.displayName);
	await expect(chatLink(anas, ben.displayName)).not.toContainText('unread');
	await served.kill();
	await served.startAgain();
	await anas.reload();
	await expect(composer(anas)).toBeEditable();
	await anas.goto('/settings');
	await expect(chatLink(anas, ben.displayName)).toBeVisible();
	await expect(chatLink(anas, ben.displayName)).not.toContainText('unread');
});
