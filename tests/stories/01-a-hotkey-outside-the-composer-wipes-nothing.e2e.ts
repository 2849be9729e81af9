import { ben, composer, say, saving, signUpBoth, startChat } from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('story 1: a hotkey pressed outside the composer wipes nothing', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello');
	await anas.keyboard.type('Half a thought');
	await expect(saving(anas)).toHaveText('Saved');
	for (const place of [anas.getByRole('log'), anas.getByRole('searchbox', { name: 'Search chats' })]) {
		await place.focus();
		for (const key of [
			'Escape',
			'Backspace',
			'Delete',
			'Enter',
			'c',
			'r',
			'e',
			'?',
			'Control+a',
			'Control+x',
			'Control+k'
		]) {
			await anas.keyboard.press(key);
		}
	}
	await anas.getByRole('searchbox', { name: 'Search chats' }).fill('');
	await expect(composer(anas)).toHaveText('Half a thought');
	await anas.reload();
	await expect(composer(anas)).toHaveText('Half a thought');
});
