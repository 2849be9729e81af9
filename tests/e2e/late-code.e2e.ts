import {
	ana,
	ben,
	chatLink,
	chats,
	composer,
	messageWith,
	messages,
	openChat,
	say,
	signIn,
	signUp,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';
import { holdChunks, watchChunks, type Chunk } from './support/watch-chunks.ts';

/** What follows the list of chats: a conversation is in it, and what talks with the server. */
const follows = ({ code }: Chunk) => code.includes('Only you see this');

test('code that the network does not bring is asked for until it comes, without a fault on the page', async ({
	openBrowser
}) => {
	const page = await openBrowser({ serviceWorkers: 'block' });
	await signUp(page, ana);
	let brings = false;
	const fates: string[] = [];
	await watchChunks(page.context(), async (chunk) => {
		if (!follows(chunk)) return;
		fates.push(brings ? 'brought' : 'lost');
		if (!brings) await chunk.lose();
	});
	await page.goto('/');
	await expect(chats(page)).toBeVisible();
	await expect.poll(() => fates).toContain('lost');
	brings = true;
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await expect.poll(() => fates).toContain('brought');
});

test('a device that was never here shows the chats before the code that keeps it in step has come', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	await signUpBoth(anas, await openBrowser());
	await startChat(anas, ben);
	await say(anas, 'Hello Ben');
	await expect(messageWith(anas, 'Hello Ben')).toHaveAttribute('data-state', 'sent');

	const pocket = await openBrowser({ serviceWorkers: 'block' });
	const letThrough = await holdChunks(pocket.context(), follows);
	await signIn(pocket, ben);
	await expect(chatLink(pocket, ana.displayName)).toContainText('Hello Ben');
	await say(anas, 'Are you there?');
	await expect(messageWith(anas, 'Are you there?')).toHaveAttribute('data-state', 'sent');
	letThrough();
	await expect(chatLink(pocket, ana.displayName)).toContainText('Are you there?');
	await openChat(pocket, ana.displayName);
	await expect(messages(pocket)).toHaveText([/Hello Ben/, /Are you there/]);
});

test('the chats are on the screen before the code of conversations has come; what is open follows by itself', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	const bens = await openBrowser({ serviceWorkers: 'block' });
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello Ben');
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'Hello Ben')).toBeVisible();

	const letThrough = await holdChunks(bens.context(), follows);
	await bens.reload();
	await expect(chatLink(bens, ana.displayName)).toContainText('Hello Ben');
	await expect(messageWith(bens, 'Hello Ben')).toBeHidden();
	letThrough();
	await expect(messageWith(bens, 'Hello Ben')).toBeVisible();
	await expect(composer(bens)).toBeFocused();
	await bens.keyboard.type('Hello Ana');
	await bens.keyboard.press('Enter');
	await expect(messageWith(anas, 'Hello Ana')).toBeVisible();
});
