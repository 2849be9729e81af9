import { ben, composer, say, saving, signUpBoth, startChat } from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('story 18: the echo of an earlier save does not cut off what was typed since', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello');
	// Long enough for several saves to go out and come back while the keys go on.
	const words = Array.from({ length: 40 }, (_, n) => `word${n}`).join(' ');
	await anas.keyboard.type(words, { delay: 15 });
	await expect(composer(anas)).toHaveText(words);
	await expect(saving(anas)).toHaveText('Saved');
	await expect(composer(anas)).toHaveText(words);
	await anas.reload();
	await expect(composer(anas)).toHaveText(words);
});
