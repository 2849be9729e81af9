import type { Page } from '@playwright/test';
import {
	ana,
	ben,
	chatLink,
	composer,
	messageWith,
	openChat,
	say,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';
import { holdChunks, watchChunks, type Chunk } from './support/watch-chunks.ts';

/** Whether a piece of code is the editor's. */
const isEditor = ({ code }: Chunk) => code.includes('ProseMirror');

/** A page that is too busy to paint: what waits for the next frame waits long. */
function holdFrames(page: Page): Promise<unknown> {
	return page.addInitScript(() => {
		window.requestAnimationFrame = (run) => window.setTimeout(() => run(performance.now()), 3_000);
	});
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Write a message' });
const saving = (page: Page) => page.getByRole('main').getByRole('status');

test('what is typed before the editor is there is kept: in the box, over a switch of chats, over a reload', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	// A service worker would answer with the code that it has stored.
	const bens = await openBrowser({ serviceWorkers: 'block' });
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello Ben');
	await openChat(bens, ana.displayName);
	await say(bens, 'Hello Ana');

	const slow = await bens.context().newPage();
	const letThrough = await holdChunks(bens.context(), isEditor);
	await slow.goto('/');
	await chatLink(slow, ana.displayName).click();
	await expect(field(slow)).toBeFocused();
	await slow.keyboard.type('Early ');
	await expect(saving(slow)).toHaveText('Saved');
	await slow.getByRole('link', { name: 'Settings' }).click();
	await expect(slow.getByRole('heading', { name: 'Settings' })).toBeVisible();
	await chatLink(slow, ana.displayName).click();
	await expect(slow.getByText('Early')).toBeVisible();
	await expect(field(slow)).toBeFocused();
	await slow.keyboard.type('words, ');
	await slow.reload();
	await expect(field(slow)).toBeFocused();
	await slow.keyboard.type('and more');

	letThrough();
	await expect(composer(slow)).toBeFocused();
	await expect(composer(slow)).toHaveText('Early words, and more');
	await expect(saving(slow)).toHaveText('Saved');
});

test('what is typed before the editor is there is safe from the first pause, and follows to the other device', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	const bens = await openBrowser({ serviceWorkers: 'block' });
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello Ben');
	await openChat(bens, ana.displayName);

	const slow = await bens.context().newPage();
	await holdChunks(bens.context(), isEditor);
	await slow.goto(bens.url());
	await expect(field(slow)).toBeFocused();
	await slow.keyboard.type('Early');
	await expect(saving(slow)).toHaveText('Saved');
	await expect(composer(bens)).toHaveText('Early');

	// What is written behind it elsewhere is shown, and typing goes on behind that.
	await slow.reload();
	await expect(slow.getByRole('main').getByText('Early')).toBeVisible();
	await composer(bens).click();
	await bens.keyboard.press('End');
	await bens.keyboard.type(' birds');
	await expect(slow.getByRole('main').getByText('Early birds')).toBeVisible();
	await field(slow).click();
	await slow.keyboard.type(' sing');
	await expect(saving(slow)).toHaveText('Saved');

	// A crash of the page: nothing in it runs any more.
	const crashed = slow.waitForEvent('crash');
	void slow.goto('chrome://crash').catch(() => undefined);
	await crashed;
	await bens.reload();
	await expect(field(bens).or(composer(bens))).toBeVisible();
	await expect(bens.getByRole('main').getByText('Early birds sing')).toBeVisible();
});

test('an editor whose code the network did not bring is asked for again, and takes what was typed', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	const bens = await openBrowser({ serviceWorkers: 'block' });
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello Ben');
	await openChat(bens, ana.displayName);

	const slow = await bens.context().newPage();
	let asked = 0;
	await watchChunks(bens.context(), async (chunk) => {
		if (isEditor(chunk) && asked++ === 0) await chunk.lose();
	});
	await slow.goto(bens.url());
	await expect(field(slow)).toBeFocused();
	await slow.keyboard.type('Still here');
	await expect(composer(slow)).toHaveText('Still here');
	expect(asked).toBeGreaterThan(1);
});

test('no key falls between two boxes: not when the editor takes the field’s place, nor when an edit takes the draft’s', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	const bens = await openBrowser({ serviceWorkers: 'block' });
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello Ben');
	await openChat(bens, ana.displayName);

	const slow = await bens.context().newPage();
	await holdFrames(slow);
	const letThrough = await holdChunks(bens.context(), isEditor);
	await slow.goto(bens.url());
	await expect(field(slow)).toBeFocused();
	await slow.keyboard.type('One');
	letThrough();
	await composer(slow).waitFor({ state: 'attached' });
	await slow.keyboard.type(' and two');
	await expect(composer(slow)).toHaveText('One and two');

	await slow.keyboard.press('Enter');
	await expect(messageWith(slow, 'One and two')).toHaveAttribute('data-state', 'sent');
	// The first time its code may have to come first.
	await slow.keyboard.press('ArrowUp');
	await expect(slow.getByRole('button', { name: 'Save the change' })).toBeVisible();
	await slow.keyboard.press('Escape');
	await expect(composer(slow)).toHaveText('');
	await slow.keyboard.press('ArrowUp');
	await slow.keyboard.type(' and three');
	await expect(composer(slow)).toHaveText('One and two and three');
});
