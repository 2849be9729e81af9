import {
	ana,
	ben,
	chatLink,
	composer,
	openChat,
	signUp,
	signUpBoth,
	startChat,
	makeInvite
} from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

const cleo = { username: 'cleo', displayName: 'Cleo Ito', password: 'words are patient too' };

test('story 3: switching chats at once keeps what was typed, each in its own chat', async ({
	openBrowser
}) => {
	const [anas, bens, cleos] = [await openBrowser(), await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await anas.goto('/settings');
	await signUp(cleos, cleo, await makeInvite(anas));
	expect(ana.username).toBe('ana');
	await startChat(anas, ben);
	await composer(anas).click();
	await anas.keyboard.type('For Ben');
	await startChat(anas, cleo);
	await composer(anas).click();
	await anas.keyboard.type('For Cleo');
	for (let round = 0; round < 3; round++) {
		await openChat(anas, ben.displayName);
		await expect(composer(anas)).toHaveText(`For Ben${'!'.repeat(round)}`);
		await composer(anas).press('Control+End');
		await anas.keyboard.type('!');
		// Without any pause between the last key and the switch.
		await chatLink(anas, cleo.displayName).click();
		await expect(composer(anas)).toHaveText('For Cleo');
	}
});
