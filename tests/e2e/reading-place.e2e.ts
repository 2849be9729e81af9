import { ana, ben, chatLink, composer, messages, messageWith, openChat, say } from './support/people.ts';
import { signUpBoth, startChat } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('who reads at the end stays there while the box and the window change their size', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	for (let n = 1; n <= 25; n++) await say(anas, `Message ${n}`);
	await openChat(bens, ana.displayName);
	const log = bens.getByRole('log', { name: 'Messages' });
	const jump = bens.getByRole('button', { name: 'Jump to latest' });
	await log.evaluate((pane) => (pane.scrollTop = pane.scrollHeight));
	await expect(messageWith(bens, 'Message 25')).toBeInViewport();

	const height = await log.evaluate((pane) => pane.clientHeight);
	await composer(bens).click();
	for (const words of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) {
		await bens.keyboard.type(words);
		await bens.keyboard.press('Shift+Enter');
	}
	await expect(messageWith(bens, 'Message 25')).toBeInViewport();
	await bens.keyboard.press('ControlOrMeta+a');
	await bens.keyboard.press('Delete');
	await expect(log).toHaveJSProperty('clientHeight', height);
	await expect(jump).toHaveCount(0);
	await bens.setViewportSize({ width: 1280, height: 420 });
	await expect(messageWith(bens, 'Message 25')).toBeInViewport();
	await bens.setViewportSize({ width: 1280, height: 800 });
	await expect(log).toHaveJSProperty('clientHeight', height);
	await expect(jump).toHaveCount(0);
	await say(anas, 'And one more');
	await expect(messageWith(bens, 'And one more')).toBeInViewport();
	await expect(chatLink(bens, ana.displayName)).not.toContainText('unread');

	await log.evaluate((pane) => (pane.scrollTop = 0));
	await jump.press('Enter');
	await expect(messages(bens).last()).toBeInViewport();
	await expect(log).toBeFocused();
});

test('the focus goes back where it came from when the new chat is called off', async ({ openBrowser }) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	const button = bens.getByRole('button', { name: 'New chat' });
	await button.press('Enter');
	await expect(bens.getByRole('searchbox', { name: 'Search people' })).toBeFocused();
	await bens.keyboard.press('Escape');
	await expect(button).toBeFocused();
});
