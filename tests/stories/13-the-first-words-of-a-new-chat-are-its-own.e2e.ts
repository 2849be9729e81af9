import { ben, composer, messages, say, signUpBoth, startChat } from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('story 13: the first words of a new chat are saved for that chat, also offline and after a reload', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await anas.keyboard.type('The first words');
	await expect(composer(anas)).toHaveText('The first words');
	const address = anas.url();
	await anas.goto('/settings');
	await anas.goto(address);
	await expect(composer(anas)).toHaveText('The first words');
	await say(anas, ', said');
	await expect(messages(anas)).toHaveCount(1);
	await anas.reload();
	await expect(messages(anas)).toHaveCount(1);
	await expect(composer(anas)).toHaveText('');
});
