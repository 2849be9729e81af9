import { ben, composer, say, saving, signUpBoth, startChat } from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('story 2: Backspace in the list of drafts deletes none, and a deleted one comes back', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello');
	await anas.keyboard.type('Half a thought');
	await expect(saving(anas)).toHaveText('Saved');
	await anas.getByRole('link', { name: 'Drafts' }).click();
	const drafts = anas.getByRole('list', { name: 'Drafts' }).getByRole('listitem');
	await drafts.getByRole('link').focus();
	for (const key of ['Backspace', 'Delete']) await anas.keyboard.press(key);
	await anas.reload();
	await expect(drafts).toContainText('Half a thought');

	await drafts.getByRole('button', { name: /^Delete/ }).click();
	await expect(drafts).toHaveCount(0);
	await anas.reload();
	await anas.getByRole('link', { name: ben.displayName, exact: true }).click();
	await anas.getByRole('button', { name: 'Draft history' }).click();
	await anas.getByRole('button', { name: 'Restore' }).click();
	await expect(composer(anas)).toHaveText('Half a thought');
});
