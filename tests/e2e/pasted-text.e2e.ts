import type { Page } from '@playwright/test';
import { phone } from './support/devices.ts';
import { ana, ben, composer, messages, openChat, saving, signUpBoth, startChat } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** Pastes into an empty box, as the browser does for a clipboard with this one form of the text. */
async function pasteAlone(page: Page, type: 'text/html' | 'text/plain', text: string): Promise<void> {
	await composer(page).click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.press('Delete');
	await composer(page).evaluate(
		(box, [kind, value]) => {
			const clipboardData = new DataTransfer();
			clipboardData.setData(kind, value);
			box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
		},
		[type, text] as const
	);
}

const pasted = [
	['text/plain', 'from\u0000 a\u001b[31m terminal', 'from a[31m terminal'],
	['text/plain', 'a word\u000bprocessor', 'processor'],
	['text/plain', 'half an emoji \ud83d.', 'half an emoji \ufffd.'],
	['text/plain', 'J. Smith', 'J. Smith'],
	['text/plain', '4915112345678. Call me', '4915112345678. Call me'],
	['text/html', '<p>a bell\u0007 and a tab\u000bof old</p>', 'a bell and a tab of old'],
	['text/html', '<ol start="-3"><li>counted from below</li></ol>', 'counted from below'],
	['text/html', '<ol start="99999999999" type="square"><li>far up</li></ol>', 'far up'],
	['text/html', '<pre><code class="language-c#/odd!">code()</code></pre>', 'code()'],
	['text/html', '<p>hi <span data-type="mention" data-id="42" data-label="Bob">@Bob</span></p>', 'hi @Bob'],
	['text/html', `${'<blockquote>'.repeat(80)}<p>deep down</p>`, 'deep down'],
	['text/html', `${'<ul><li><p>item</p>'.repeat(40)}<p>the last\u0007</p>`, 'the last']
] as const;

test('what is pasted becomes what the server takes, with all its words', async ({ openBrowser }) => {
	const anas = await openBrowser();
	const bens = await openBrowser(phone);
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	for (const [type, text, shown] of pasted) {
		await test.step(JSON.stringify(text), async () => {
			await pasteAlone(anas, type, text);
			await expect(composer(anas)).toContainText(shown);
			await expect(saving(anas)).toHaveText('Saved');
		});
	}
	await anas.keyboard.press('ControlOrMeta+Enter');
	await expect(messages(anas)).toHaveAttribute('data-state', 'sent');
	await expect(messages(anas)).toContainText('the last');
	await openChat(bens, ana.displayName);
	await expect(messages(bens)).toContainText('the last');
});

test('a pasted list that counts with letters is kept as what the screens show: one with numbers', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	await signUpBoth(anas, await openBrowser());
	await startChat(anas, ben);
	await pasteAlone(anas, 'text/html', '<ol type="a"><li>one</li></ol><ol type="I"><li>two</li></ol>');
	await expect(composer(anas).locator('ol')).toHaveText(['one', 'two']);
	await expect(composer(anas).locator('ol[type]')).toHaveCount(0);
});

test('a long number with a dot stays a number', async ({ openBrowser }) => {
	const anas = await openBrowser();
	await signUpBoth(anas, await openBrowser());
	await startChat(anas, ben);
	await composer(anas).click();
	await anas.keyboard.type('4915112345678. Call me');
	await expect(composer(anas)).toHaveText('4915112345678. Call me');
	await anas.keyboard.press('ControlOrMeta+a');
	await anas.keyboard.type('2. the second');
	await expect(composer(anas).locator('ol[start="2"]')).toHaveText('the second');
});

test('the box of a new chat says whom it writes to', async ({ openBrowser }) => {
	const anas = await openBrowser();
	await signUpBoth(anas, await openBrowser());
	await startChat(anas, ben);
	await expect(composer(anas).locator('[data-placeholder]')).toHaveAttribute(
		'data-placeholder',
		`Write to ${ben.displayName}`
	);
});
