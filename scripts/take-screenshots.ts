// `npm run screenshots`: pictures of the built app for the browser's install dialog.
import { chromium, type BrowserContextOptions, type Page } from 'playwright';
import {
	ana,
	ben,
	chatLink,
	composer,
	fillSignUp,
	openChat,
	say,
	signIn,
	startChat,
	type Person
} from '../tests/e2e/support/people.ts';
import { serve } from '../tests/e2e/support/serve.ts';
import { findChromium } from './find-chromium.ts';

const folder = 'static/install/screenshots';
const desk = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const mara: Person = { username: 'mara', displayName: 'Mara Lindqvist', password: 'margins are wide' };
const tom: Person = { username: 'tom', displayName: 'Tom Adeyemi', password: 'a comma, and rest' };

const served = await serve({ SIGNUP: 'open' });
const executablePath = findChromium();
const browser = await chromium.launch({
	...(executablePath ? { executablePath } : {}),
	args: ['--no-sandbox']
});

async function open(options: BrowserContextOptions = desk): Promise<Page> {
	const context = await browser.newContext({ baseURL: served.url, locale: 'en-GB', ...options });
	return context.newPage();
}

async function join(person: Person): Promise<Page> {
	const page = await open();
	await page.goto('/signup');
	await fillSignUp(page, person);
	await page.getByRole('button', { name: 'Create account' }).click();
	await page.waitForURL(/\/(welcome)?$/);
	return page;
}

/** The words have arrived where the server keeps them. */
async function type(page: Page, text: string): Promise<void> {
	await composer(page).click();
	await page.keyboard.type(text);
	await page.getByText('Saved', { exact: true }).waitFor();
}

const anas = await join(ana);
const bens = await join(ben);
const maras = await join(mara);
await join(tom);
await startChat(anas, tom);
await type(anas, 'About Thursday: could we');
await startChat(maras, ana);
await say(maras, 'The proofs are on your desk.');
await startChat(anas, ben);
await say(anas, 'Did the second chapter survive the train?');
await openChat(bens, ana.displayName);
await say(bens, 'All of it. No signal for two hours, and every line was still there.');
await say(bens, 'I sent it from the platform.');
await say(anas, 'Then **read it aloud** once before you cut anything.');
await say(bens, 'Tonight. I have three questions about the ending, shall I write them here?');
await type(anas, 'Yes, and number them: ');
await anas.mouse.move(640, 300);
await anas.screenshot({ path: `${folder}/wide.png` });

const pocket = await open(phone);
await signIn(pocket, ana);
await chatLink(pocket, mara.displayName).getByText('The proofs').waitFor();
await pocket.screenshot({ path: `${folder}/narrow-chats.png` });
await openChat(pocket, ben.displayName);
await pocket.screenshot({ path: `${folder}/narrow.png` });

await browser.close();
await served.stop();
