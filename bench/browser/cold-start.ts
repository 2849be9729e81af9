import type { BrowserContext, Page } from '@playwright/test';
import { newId } from '../../src/lib/protocol/ids.ts';
import { composer, messageWith, openChat, say } from '../../tests/e2e/support/people.ts';
import type { Served } from '../../tests/e2e/support/serve.ts';
import { BareStart } from './bare-start.ts';
import { signUp } from './support/accounts.ts';
import { barePage } from './support/bare-site.ts';
import { connectHub, type Hub } from './support/hub.ts';
import { noteWhatIsSeen, type Seen } from './support/note-what-is-seen.ts';
import { signIn, startBrowser } from './support/start-browser.ts';
import { withServed } from './support/with-served.ts';

/** One start of a new browser process without a server. What a host does not have is not seen there. */
export type ColdStartRun = { host: string; slowed: number; chats: number } & Partial<Seen>;

/** How soon all that waited arrived: from the start of the server to five messages sent and a draft saved. */
export type ReturnRun = { host: string; arrivedMs: number };

type Plan = { chats: number; starts: number; returns: number };
type Tell = { started: (run: ColdStartRun) => void; returned: (run: ReturnRun) => void };

/** Somebody with chats, whose browser and whose server come and go. */
type Stage = { served: Served; folder: string; address: string; newest: string };

const messagesOfChat = 20;
const waiting = 5;
/** Long enough for the pauses between tries to have grown to their longest. */
const awayMs = 10_000;

/** Of so many chats with 20 messages each; the server is killed, and the browser too. `slowed`: the processor is so many times slower. */
export function runColdStart({ chats, starts, returns }: Plan, tell: Tell): Promise<void> {
	return withServed(async (served, folder) => {
		const stage = await prepare(served, folder, chats);
		await served.kill();
		await BareStart.with(async (bare) => {
			for (let start = 0; start < starts; start++)
				for (const slowed of [1, 4]) {
					const { context, seen } = await startCold(stage, slowed);
					await context.close();
					tell.started({ host: 'inkling', slowed, ...seen });
					tell.started({ host: barePage, slowed, chats: await bare.start(slowed) });
				}
		});
		for (let run = 0; run < returns; run++) {
			tell.returned({ host: 'inkling', arrivedMs: await comeBack(stage, run) });
			await served.kill();
		}
	});
}

async function prepare(served: Served, folder: string, chats: number): Promise<Stage> {
	const ana = await signUp(served.url, 'ana');
	const bens = connectHub(served.url, await signUp(served.url, 'ben', ana));
	await fill(bens, ana.id, chats);
	bens.close();
	const context = await startBrowser(folder, served.url);
	await signIn(context, 'ana');
	const page = context.pages()[0] ?? (await context.newPage());
	await page.goto('/');
	await openChat(page, 'Chat 0');
	await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
	const newest = `Words ${messagesOfChat - 1}`;
	await messageWith(page, newest).waitFor();
	const address = page.url();
	await context.close();
	return { served, folder, address, newest };
}

/** Ben writes to Ana in many groups; “Chat 0” is the one written last. */
async function fill(bens: Hub, anaId: string, chats: number): Promise<void> {
	for (let n = chats - 1; n >= 0; n--) {
		const chatId = newId();
		await bens.ask('chat.create', { id: chatId, kind: 'group', memberIds: [anaId], title: `Chat ${n}` });
		for (let k = 0; k < messagesOfChat; k++) {
			const content = { type: 'paragraph', content: [{ type: 'text', text: `Words ${k}` }] };
			await bens.ask('message.send', { id: newId(), chatId, content: { type: 'doc', content: [content] } });
		}
	}
}

async function startCold(
	{ served, folder, address, newest }: Stage,
	slowed: number
): Promise<{ context: BrowserContext; page: Page; seen: Seen }> {
	const context = await startBrowser(folder, served.url, '--disable-gpu');
	await context.addInitScript(noteWhatIsSeen, newest);
	const page = context.pages()[0] ?? (await context.newPage());
	const devtools = await context.newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowed });
	await page.goto(address, { waitUntil: 'commit' });
	const found = await page.waitForFunction(
		() => {
			const { seen } = window as unknown as { seen: Partial<Seen> };
			return seen.chats !== undefined && seen.readable !== undefined && seen.editable !== undefined && seen;
		},
		undefined,
		// It would look at each frame, which takes time from what is measured.
		{ polling: 100 }
	);
	return { context, page, seen: (await found.jsonValue()) as Seen };
}

/** What is written without a server is there when it is back. Answers how soon, in ms. @throws Error when something is not. */
async function comeBack(stage: Stage, run: number): Promise<number> {
	const { context, page } = await startCold(stage, 1);
	const words = `Run ${run}, waiting`;
	for (let n = 0; n < waiting; n++) await say(page, `${words} ${n}`);
	await composer(page).click();
	await page.keyboard.type(`Draft ${run}`);
	await page.getByText('Saved on this device').waitFor();
	await page.waitForTimeout(awayMs);
	await stage.served.startAgain();
	const begun = performance.now();
	await page.getByText('Saved', { exact: true }).waitFor();
	for (let n = 0; n < waiting; n++)
		await messageWith(page, `${words} ${n}`).and(page.locator('[data-state=sent]')).waitFor();
	const arrivedMs = performance.now() - begun;
	stage.newest = `${words} ${waiting - 1}`;
	const count = await messageWith(page, words).count();
	if (count !== waiting) throw new Error(`${count} of ${waiting} messages are there.`);
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.press('Backspace');
	// An empty box says nothing once the server has taken the deletion.
	await page.getByRole('main').getByRole('status').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
	await context.close();
	return arrivedMs;
}
