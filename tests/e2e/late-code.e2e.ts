import { ana, chats, signUp } from './support/people.ts';
import { expect, test } from './support/test.ts';
import { watchChunks } from './support/watch-chunks.ts';

test('code that the network does not bring is asked for until it comes, without a fault on the page', async ({
	openBrowser
}) => {
	const page = await openBrowser({ serviceWorkers: 'block' });
	await signUp(page, ana);
	// What follows the chats: notices are in it, a conversation, and what talks with the server.
	let brings = false;
	const fates: string[] = [];
	await watchChunks(page.context(), async ({ code, lose }) => {
		if (!code.includes('mentioned you')) return;
		fates.push(brings ? 'brought' : 'lost');
		if (!brings) await lose();
	});
	await page.goto('/');
	await expect(chats(page)).toBeVisible();
	await expect.poll(() => fates).toContain('lost');
	brings = true;
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await expect.poll(() => fates).toContain('brought');
});
