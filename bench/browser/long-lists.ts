// Measures the browser with many chats and a long one: first sync, switching chats, typing, scrolling back.
// Run it after a build: node bench/browser/long-lists.ts [chats] [messages] [messages to scroll back over]
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../scripts/find-chromium.ts';
import { countInMirror } from '../../tests/e2e/support/count-in-mirror.ts';
import { serve } from '../../tests/e2e/support/serve.ts';
import { password, signUp } from './support/accounts.ts';
import { figures } from './support/figures.ts';
import { fillChats, longTitle } from './support/fill-chats.ts';
import { connectHub } from './support/hub.ts';
import { mirrorAll } from './support/mirror-all.ts';
import { openAndMeasure } from './support/open-and-measure.ts';
import { scrollAndMeasure } from './support/scroll-and-measure.ts';
import { typeAndMeasure } from './support/type-and-measure.ts';

const chats = Number(process.argv[2] ?? 10_000);
const messages = Number(process.argv[3] ?? 100_000);
const scrolled = Math.min(messages, Number(process.argv[4] ?? 5_000));
const switches = 60;
const keyCount = 200;
const throttle = 4;
/** Nobody opens twelve chats in a second; what a chat does when it stands is done by then. */
const lookMs = 300;

const served = await serve({ RATE_LIMITS: 'off' });
const { url } = served;
const ana = await signUp(url, 'ana');
const bens = connectHub(url, await signUp(url, 'ben', ana));
const { longChatId } = await fillChats(bens, { readerId: ana.id, chats, messages });
bens.close();

const folder = await mkdtemp(join(tmpdir(), 'inkling-lists-'));
const executablePath = findChromium();

/** The same browser, with the same disk, each time. */
function startBrowser(...args: string[]): Promise<BrowserContext> {
	return chromium.launchPersistentContext(folder, {
		...(executablePath ? { executablePath } : {}),
		args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-sync', ...args],
		baseURL: url,
		viewport: { width: 1280, height: 800 }
	});
}

const context = await startBrowser();
// A session of its own: the one that filled the server is another device's.
const signedIn = await context.request.post('/api/v1/session', { data: { username: 'ana', password } });
if (!signedIn.ok()) throw new Error(await signedIn.text());
const page = context.pages()[0] ?? (await context.newPage());
const devtools = await context.newCDPSession(page);

/** The chats of the list that the mirror has the messages of, from the top. */
const others = Array.from({ length: 3 }, (_, index) => `Chat ${chats - 1 - index}`);

async function measure(of: Page, words: string): Promise<void> {
	const openings: number[] = [];
	for (let n = 0; n < switches; n++) {
		const next = n % 2 === 0 ? longTitle : (others[(n >> 1) % others.length] ?? '');
		openings.push(await openAndMeasure(of, next));
		await of.waitForTimeout(lookMs);
	}
	console.log(`${words}: switching chats, from the click to the newest message: ${figures(openings)}`);
	await openAndMeasure(of, longTitle);
	const { work, painted } = await typeAndMeasure(of, keyCount);
	console.log(`${words}: a key, what the page does until it is drawn: ${figures(work)}`);
	console.log(`${words}: the same with the wait for the frame of a 60 Hz screen: ${figures(painted)}`);
	console.log(`${words}: scrolled back over ${await scrollAndMeasure(of, scrolled)}`);
}

let started = performance.now();
const since = () => Math.round(performance.now() - started);
await page.goto('/');
await page.getByRole('link', { name: longTitle }).waitFor();
console.log(`first chat shown ${since()} ms after the first visit, ${chats} chats`);
while ((await countInMirror(page, 'chats')) <= chats) await page.waitForTimeout(100);
console.log(`all chats in the mirror ${since()} ms after the first visit`);
console.log(`first opening, with a page to fetch: ${Math.round(await openAndMeasure(page, longTitle))} ms`);
await page.getByRole('log').waitFor();
console.log(`fetched on the way: scrolled back over ${await scrollAndMeasure(page, scrolled)}`);

const mirrored = await mirrorAll(page, longChatId);
await page.reload();
started = performance.now();
await page.getByRole('article').last().waitFor();
console.log(
	`after a reload the end of the long chat is shown in ${since()} ms, ${mirrored} messages in the mirror`
);
await measure(page, 'from the mirror');
await page.reload();
await page.getByRole('article').last().waitFor();
await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
await measure(page, `from the mirror, CPU slowed ${throttle}×`);

const address = page.url();
await context.close();
// A screen that shows each frame at once: what is left of a key's way is the page's.
const eager = await startBrowser('--disable-frame-rate-limit', '--disable-gpu-vsync');
const again = eager.pages()[0] ?? (await eager.newPage());
await again.goto(address);
await again.getByRole('article').last().waitFor();
const { painted } = await typeAndMeasure(again, keyCount);
console.log(
	`from the mirror: a key until it is painted, on a screen without a frame rate: ${figures(painted)}`
);
await eager.close();
await served.stop();
await rm(folder, { recursive: true });
