import {
	ana,
	ben,
	messageWith,
	messages,
	openChat,
	say,
	signUpBoth,
	startChat
} from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('story 41: unsent messages are there after the window was closed, and arrive once', async ({
	served,
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Before');
	await expect(messageWith(anas, 'Before')).toHaveAttribute('data-state', 'sent');
	const address = anas.url();
	// Its registration would fail, and Kit does not hear of that.
	await anas.waitForFunction(() => navigator.serviceWorker.ready.then(() => true));
	await anas.context().setOffline(true);
	await say(anas, 'Unsent');
	await expect(messageWith(anas, 'Unsent')).toHaveAttribute('data-state', 'queued');
	await anas.close();

	await served.kill();
	await served.startAgain();
	await bens.context().setOffline(false);
	const context = bens.context().browser()?.contexts()[0];
	await context?.setOffline(false);
	const again = await context?.newPage();
	if (!again) throw new Error('The browser of the first window is gone.');
	await again.goto(address);
	await expect(messageWith(again, 'Unsent')).toHaveAttribute('data-state', 'sent');
	await openChat(bens, ana.displayName);
	await expect(messages(bens)).toHaveText([/Before/, /Unsent/]);
});
