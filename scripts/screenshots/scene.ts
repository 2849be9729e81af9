import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { makeGroup } from '../../tests/e2e/support/make-group.ts';
import {
	ana,
	ben,
	composer,
	fillSignUp,
	messageWith,
	openChat,
	say,
	startChat,
	type Person
} from '../../tests/e2e/support/people.ts';
import { serve, type Served } from '../../tests/e2e/support/serve.ts';
import { findChromium } from '../find-chromium.ts';

export const mara: Person = { username: 'mara', displayName: 'Mara Lindqvist', password: 'margins are wide' };
const tom: Person = { username: 'tom', displayName: 'Tom Adeyemi', password: 'a comma, and rest' };

/** A server with people who write to each other, and a browser to look at it. */
export type Scene = {
	/** A page of a browser of its own. */
	open(options: BrowserContextOptions): Promise<Page>;
	close(): Promise<void>;
};

/** Fills a new server with what the pictures show; Ana is whose screens they are. */
export async function setScene(): Promise<Scene> {
	const served = await serve({ SIGNUP: 'open' });
	const executablePath = findChromium();
	const browser = await chromium.launch({
		...(executablePath ? { executablePath } : {}),
		args: ['--no-sandbox']
	});
	await fill(served, browser);
	return {
		open: (options) => open(served, browser, options),
		close: async () => {
			await browser.close();
			await served.stop();
		}
	};
}

async function open(served: Served, browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
	const context = await browser.newContext({ baseURL: served.url, locale: 'en-GB', ...options });
	return context.newPage();
}

async function fill(served: Served, browser: Browser): Promise<void> {
	const join = async (person: Person) => {
		const page = await open(served, browser);
		await page.goto('/signup');
		await fillSignUp(page, person);
		await page.getByRole('button', { name: 'Create account' }).click();
		await page.waitForURL(/\/(welcome)?$/);
		return page;
	};
	const anas = await join(ana);
	const bens = await join(ben);
	const maras = await join(mara);
	await join(tom);
	await startChat(anas, tom);
	await draft(anas, 'About Thursday: could we');
	await makeGroup(maras, [ana, ben, tom], 'Spring catalogue');
	await say(maras, '> Set in ten point, please');
	await mention(maras, 'Two covers are left, have a look ', 'Ana Ruiz');
	await startChat(maras, ana);
	await say(maras, 'The proofs are on your desk.');
	await startChat(anas, ben);
	await say(anas, 'Did the second chapter survive the train?');
	await openChat(bens, ana.displayName);
	await say(bens, 'All of it. No signal for two hours, and every line was still there.');
	await say(bens, 'I sent it from the platform.');
	await say(anas, 'Then **read it aloud** once before you cut anything.');
	await react(bens, 'read it aloud', 'thumbs up');
	await composer(bens).click();
	await bens.keyboard.type('```ts ');
	await bens.keyboard.type('const pages = chapters.map(({ lines }) => lines.length); // 214');
	await bens.keyboard.press('ControlOrMeta+Enter');
	await say(bens, 'Tonight. I have three questions about the ending, shall I write them here?');
	await openChat(anas, ben.displayName);
	await draft(anas, 'Yes, and number them: ');
}

/** Types what is not sent; the words have arrived where the server keeps them. */
async function draft(page: Page, text: string): Promise<void> {
	await composer(page).click();
	await page.keyboard.type(text);
	await page.getByText('Saved', { exact: true }).waitFor();
}

async function mention(page: Page, words: string, name: string): Promise<void> {
	await composer(page).click();
	await page.keyboard.type(`${words}@${name.slice(0, 2)}`);
	await page.getByRole('option', { name }).click();
	await page.keyboard.press('Enter');
	// The page is left next: what is not stored by then would be a draft.
	await messageWith(page, words).and(page.locator('[data-state=sent]')).waitFor();
}

async function react(page: Page, text: string, name: string): Promise<void> {
	await messageWith(page, text).hover();
	await messageWith(page, text).getByRole('button', { name: 'Message actions' }).click();
	await page.getByRole('menuitem', { name: `React with ${name}` }).click();
}
