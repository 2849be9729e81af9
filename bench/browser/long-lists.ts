import type { BrowserContext, Page } from '@playwright/test';
import { countInMirror } from '../../tests/e2e/support/count-in-mirror.ts';
import { signUp } from './support/accounts.ts';
import { bareBox, openBareSite } from './support/bare-site.ts';
import { fillChats, longTitle } from './support/fill-chats.ts';
import { connectHub } from './support/hub.ts';
import { mirrorAll } from './support/mirror-all.ts';
import { openAndMeasure } from './support/open-and-measure.ts';
import { noteSaves, saveAndMeasure } from './support/save-and-measure.ts';
import { scrollAndMeasure, type Scrolled } from './support/scroll-and-measure.ts';
import { signIn, startBrowser } from './support/start-browser.ts';
import { typeAndMeasure } from './support/type-and-measure.ts';
import { withServed } from './support/with-served.ts';

export type LongListsPlan = {
	chats: number;
	messages: number;
	/** So many messages are scrolled back over. */
	scrolled: number;
	switches: number;
	keys: number;
	/** So many keys are waited for until they are on the disk. */
	saves: number;
};

/** From the first visit of somebody with many chats, in ms. */
export type FirstVisit = {
	host: string;
	firstChatMs: number;
	allChatsMs: number;
	/** A chat with a page to fetch. */
	openingMs: number;
	/** A reload later, with all messages in the mirror. */
	reloadMs: number;
};
export type Way = { host: string } & Scrolled;
/**
 * What was timed: opening a chat; what the page does for a key until it is drawn; a key until it is painted, with the wait for
 * its frame (`painted`) or on a screen that shows each frame at once (`paintedAtOnce`); a key until it is on the disk, less the
 * pause that is waited on purpose.
 */
export type Kind = 'opened' | 'worked' | 'painted' | 'paintedAtOnce' | 'saved';
/** `slowed`: the processor was so many times slower. */
export type Timed = { host: string; kind: Kind; slowed: number; ms: number };

export type LongListsTell = {
	visited: (run: FirstVisit) => void;
	scrolled: (run: Way) => void;
	timed: (run: Timed) => void;
};

type Visit = { page: Page; plan: LongListsPlan; tell: LongListsTell };

const host = 'inkling';
const throttle = 4;
/** Nobody opens twelve chats in a second; what a chat does when it stands is done by then. */
const lookMs = 300;

/** Many chats and a long one: first sync, switching chats, typing, scrolling back. */
export function runLongLists(plan: LongListsPlan, tell: LongListsTell): Promise<void> {
	return withServed(({ url }, folder) => runAt(url, folder, plan, tell));
}

/** `folder`: the same browser, with the same disk, each time. */
async function runAt(url: string, folder: string, plan: LongListsPlan, tell: LongListsTell): Promise<void> {
	const ana = await signUp(url, 'ana');
	const bens = connectHub(url, await signUp(url, 'ben', ana));
	const { chats, messages } = plan;
	const { longChatId } = await fillChats(bens, { readerId: ana.id, chats, messages });
	bens.close();
	const context = await startBrowser(folder, url);
	// A session of its own: the one that filled the server is another device's.
	await signIn(context, 'ana');
	const page = context.pages()[0] ?? (await context.newPage());
	await visit({ page, plan, tell }, longChatId);
	await measure({ page, plan, tell }, 1);
	await reload(page);
	await slow(context, page);
	await measure({ page, plan, tell }, throttle);
	const address = page.url();
	await context.close();
	const eager = await startBrowser(folder, url, '--disable-frame-rate-limit', '--disable-gpu-vsync');
	await eager.addInitScript(noteSaves);
	await typeEagerly(eager, address, { plan, tell });
	await typeBare(eager, { plan, tell });
	await eager.close();
}

async function visit({ page, plan, tell }: Visit, longChatId: string): Promise<void> {
	const started = performance.now();
	await page.goto('/');
	await page.getByRole('link', { name: longTitle }).waitFor();
	const firstChatMs = performance.now() - started;
	while ((await countInMirror(page, 'chats')) <= plan.chats) await page.waitForTimeout(100);
	const allChatsMs = performance.now() - started;
	const openingMs = await openAndMeasure(page, longTitle);
	await page.getByRole('log').waitFor();
	tell.scrolled({ host: 'fetched on the way', ...(await scrollAndMeasure(page, plan.scrolled)) });
	await mirrorAll(page, longChatId);
	tell.visited({ host, firstChatMs, allChatsMs, openingMs, reloadMs: await reload(page) });
}

/** Until the end of the chat is shown, in ms. */
async function reload(page: Page): Promise<number> {
	await page.reload();
	const started = performance.now();
	await page.getByRole('article').last().waitFor();
	return performance.now() - started;
}

async function slow(context: BrowserContext, page: Page): Promise<void> {
	const devtools = await context.newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
}

async function measure({ page, plan, tell }: Visit, slowed: number): Promise<void> {
	// The chats of the list that the mirror has the messages of, from the top.
	const others = Array.from({ length: 3 }, (_, index) => `Chat ${plan.chats - 1 - index}`);
	for (let n = 0; n < plan.switches; n++) {
		const next = n % 2 === 0 ? longTitle : (others[(n >> 1) % others.length] ?? '');
		tell.timed({ host, kind: 'opened', slowed, ms: await openAndMeasure(page, next) });
		await page.waitForTimeout(lookMs);
	}
	await openAndMeasure(page, longTitle);
	const { work, painted } = await typeAndMeasure(page, plan.keys);
	for (const ms of work) tell.timed({ host, kind: 'worked', slowed, ms });
	for (const ms of painted) tell.timed({ host, kind: 'painted', slowed, ms });
	const words = slowed > 1 ? `from the mirror, slowed ${slowed} times` : 'from the mirror';
	tell.scrolled({ host: words, ...(await scrollAndMeasure(page, plan.scrolled)) });
}

/** The same keys in a box with nothing around it: how much of a key's way is the browser's. */
async function typeBare(context: BrowserContext, { plan, tell }: Omit<Visit, 'page'>): Promise<void> {
	const site = await openBareSite();
	for (const slowed of [1, throttle]) {
		const page = await context.newPage();
		await page.goto(`${site.url}/box`);
		if (slowed > 1) await slow(context, page);
		const { painted } = await typeAndMeasure(page, plan.keys);
		for (const ms of painted) tell.timed({ host: bareBox, kind: 'paintedAtOnce', slowed, ms });
		for (const ms of await saveAndMeasure(page, plan.saves))
			tell.timed({ host: bareBox, kind: 'saved', slowed, ms });
		await page.close();
	}
	await site.close();
}

/** On a screen that shows each frame at once: what is left of a key's way is the page's. */
async function typeEagerly(
	context: BrowserContext,
	address: string,
	{ plan, tell }: Omit<Visit, 'page'>
): Promise<void> {
	const page = context.pages()[0] ?? (await context.newPage());
	await page.goto(address);
	await page.getByRole('article').last().waitFor();
	for (const slowed of [1, throttle]) {
		if (slowed > 1) await slow(context, page);
		const { painted } = await typeAndMeasure(page, plan.keys);
		for (const ms of painted) tell.timed({ host, kind: 'paintedAtOnce', slowed, ms });
		for (const ms of await saveAndMeasure(page, plan.saves)) tell.timed({ host, kind: 'saved', slowed, ms });
	}
	// What is measured after it shall have the processors for itself, and a browser needs a page.
	await context.newPage();
	await page.close();
}
