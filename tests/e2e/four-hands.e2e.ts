import type { Page } from '@playwright/test';
import { ana, ben, composer, saving, signIn, signUpBoth, startChat } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** How long each of the four types; TYPE_SECONDS=60 makes it the long run. */
const typingMs = Number(process.env.TYPE_SECONDS ?? 4) * 1_000;
const keyEveryMs = 40;
const keysEach = typingMs / keyEveryMs;

const words = (letter: string) =>
	Array.from({ length: keysEach }, (_, n) => `${letter}${n} `)
		.join('')
		.slice(0, keysEach)
		.trim();

/** All that a person can find again in this chat on this device. */
async function textsOn(page: Page): Promise<string[]> {
	const draft = await composer(page).innerText();
	await page.getByRole('button', { name: 'Draft history' }).click();
	const history = page.getByRole('dialog', { name: 'Draft history' });
	await expect(history.getByText('Asking the server')).toHaveCount(0);
	const entries = await history.getByRole('listitem').allInnerTexts();
	await page.keyboard.press('Escape');
	return [draft, ...entries];
}

test('two devices with two tabs each that type in the same chat at once lose no key', async ({
	openBrowser
}) => {
	test.setTimeout(180_000 + 4 * typingMs);
	const desk = await openBrowser();
	await signUpBoth(desk, await openBrowser());
	await startChat(desk, ben);
	const phone = await openBrowser();
	await signIn(phone, ana);
	await phone.goto(desk.url());
	const [deskTab, phoneTab] = [await desk.context().newPage(), await phone.context().newPage()];
	for (const page of [deskTab, phoneTab]) await page.goto(desk.url());
	const tabs = [desk, deskTab, phone, phoneTab];
	const texts = ['a', 'b', 'c', 'd'].map(words);
	for (const page of tabs) await expect(composer(page)).toBeEditable();
	for (const page of tabs) await composer(page).click();
	await Promise.all(
		tabs.map(async (page, index) => {
			await page.keyboard.type(texts[index] ?? '', { delay: keyEveryMs });
			// In the middle of the work nobody else's text takes the place of one's own.
			expect(await composer(page).innerText()).toContain(texts[index]);
		})
	);
	for (const page of tabs) await expect(saving(page)).toHaveText(/^Saved/);

	for (const [index, page] of tabs.entries()) {
		await expect
			.poll(async () => (await textsOn(page)).filter((text) => text.includes(texts[index] ?? '')).length)
			.toBeGreaterThan(0);
	}
});
