import type { Page } from '@playwright/test';
import {
	ana,
	ben,
	composer,
	openChat,
	say,
	saving,
	signIn,
	signUpBoth,
	startChat
} from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

/** Counts the changes of drafts that a page sends. */
function countDrafts(page: Page): () => number {
	let count = 0;
	page.on('websocket', (socket) =>
		socket.on('framesent', ({ payload }) => {
			if (/"draft\.(update|delete)"/.test(String(payload))) count += 1;
		})
	);
	return () => count;
}

test('story 20: two devices do not push their drafts back and forth, and an emptied one stays empty', async ({
	openBrowser
}) => {
	const [desk, phone, bens] = [await openBrowser(), await openBrowser(), await openBrowser()];
	const sent = { desk: countDrafts(desk), phone: countDrafts(phone) };
	await signUpBoth(desk, bens);
	await startChat(desk, ben);
	await say(desk, 'Hello');
	await signIn(phone, ana);
	await openChat(phone, ben.displayName);
	await composer(desk).click();
	await desk.keyboard.type('Soon gone');
	await expect(saving(desk)).toHaveText('Saved');
	await expect(composer(phone)).toHaveText('Soon gone');
	await desk.keyboard.press('Control+a');
	await desk.keyboard.press('Backspace');
	await expect(composer(phone)).toHaveText('');
	const before = [sent.desk(), sent.phone()];
	expect(before[1]).toBe(0);
	for (const page of [desk, phone]) {
		await page.reload();
		await expect(composer(page)).toBeEditable();
		await expect(composer(page)).toHaveText('');
	}
	expect([sent.desk(), sent.phone()]).toEqual(before);
});
