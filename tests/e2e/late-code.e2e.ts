import {
	ana,
	ben,
	chatLink,
	chats,
	composer,
	messageWith,
	openChat,
	say,
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
