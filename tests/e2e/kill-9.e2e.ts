import { LastingBrowser } from './support/lasting-browser.ts';
import {
	ana,
	ben,
	composer,
	openChat,
	saving,
	say,
	signIn,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test as base } from './support/test.ts';

const test = base.extend<{ lasting: LastingBrowser }>({
	lasting: async ({ served }, use) => {
		const lasting = await LastingBrowser.make(served.url);
		await use(lasting);
		await lasting.remove();
		expect(lasting.faults).toEqual([]);
	}
});

const words = 'and the tide went out again while nobody was looking at the boats in the harbour';

test('kill -9 of the browser in the middle of typing takes nothing that was called saved', async ({
	lasting,
	openBrowser
}) => {
	let anas = await lasting.start();
	await signUpBoth(anas, await openBrowser());
	await startChat(anas, ben);
	await anas.context().setOffline(true);
	await composer(anas).click();
	await anas.keyboard.type('Kept, ');
	await expect(saving(anas)).toHaveText('Saved on this device');
	const typing = anas.keyboard.type(words, { delay: 25 });
	await expect(composer(anas)).toContainText('nobody');
	await Promise.all([lasting.kill(), expect(typing).rejects.toThrow()]);

	// Chromium writes cookies to its disk every half minute only, so the session may be gone; the words are not.
	anas = await lasting.start();
	await signIn(anas, ana);
	await openChat(anas, ben.displayName);
	await expect(composer(anas)).toContainText('Kept, and the tide went out');
	await expect(saving(anas)).toHaveText('Saved');
	expect(`Kept, ${words}`).toContain(await composer(anas).innerText());
});

test('kill -9 of the server in the middle of typing loses no key, and the words about saving stay true', async ({
	served,
	openBrowser
}) => {
	const anas = await openBrowser();
	await signUpBoth(anas, await openBrowser());
	await startChat(anas, ben);
	await say(anas, 'Before');
	await composer(anas).click();
	const typing = anas.keyboard.type(words, { delay: 25 });
	await expect(composer(anas)).toContainText('went out');
	await served.kill();
	await typing;
	await expect(saving(anas)).toHaveText('Saved on this device');

	await served.startAgain();
	await expect(saving(anas)).toHaveText('Saved');
	await expect(composer(anas)).toHaveText(words);
	const elsewhere = await openBrowser();
	await signIn(elsewhere, ana);
	await openChat(elsewhere, ben.displayName);
	await expect(composer(elsewhere)).toHaveText(words);
});
