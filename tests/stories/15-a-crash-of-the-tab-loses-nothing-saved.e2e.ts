import { ben, composer, say, saving, signUpBoth, startChat } from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('story 15: the tab crashes; what was called saved on this device is there', async ({
	served,
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello');
	const address = anas.url();
	// Its registration would fail, and Kit does not hear of that.
	await anas.waitForFunction(() => navigator.serviceWorker.ready.then(() => true));
	await served.kill();
	await expect(anas.getByText('Offline.')).toBeVisible();
	await composer(anas).click();
	await anas.keyboard.type('Not on the server yet');
	await expect(saving(anas)).toHaveText('Saved on this device');
	const crashed = anas.waitForEvent('crash');
	const debug = await anas.context().newCDPSession(anas);
	debug.send('Page.crash').catch(() => undefined);
	await crashed;

	const context = anas.context();
	await anas.close();
	await served.startAgain();
	const again = await context.newPage();
	await again.goto(address);
	await expect(composer(again)).toHaveText('Not on the server yet');
	await expect(saving(again)).toHaveText('Saved');
});
