// Measures a start without a server in a new browser process, and how soon all that waits arrives when the server is back.
// Run it after a build: node bench/browser/cold-start.ts [runs] [chats]
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../scripts/find-chromium.ts';
import { composer, makeInvite, messageWith, openChat, say, signUp } from '../../tests/e2e/support/people.ts';
import { serve } from '../../tests/e2e/support/serve.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { io } from 'socket.io-client';
import { PROTOCOL } from '../../src/lib/protocol/version.ts';

const runs = Number(process.argv[2] ?? 5);
const chatCount = Number(process.argv[3] ?? 200);
const ana = { username: 'ana', displayName: 'Ana Ruiz', password: 'ink dries slowly' };
const ben = { username: 'ben', displayName: 'Ben Okafor', password: 'paper is patient' };

const served = await serve({ RATE_LIMITS: 'off' });
const folder = await mkdtemp(join(tmpdir(), 'inkling-cold-'));
const executablePath = findChromium();
const options = {
	...(executablePath ? { executablePath } : {}),
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	baseURL: served.url
};

/** When something was painted first, in ms from the navigation. Looked for in the page: from outside one looks now and then. */
type Seen = { listed?: number; readable?: number; editable?: number };

function noteWhatIsSeen(newest: string) {
	const seen: Seen = {};
	Object.assign(window, { seen });
	const shows = (selector: string, words: string) =>
		[...document.querySelectorAll(selector)].some(
			(element) =>
				element.textContent?.includes(words) && element.checkVisibility({ visibilityProperty: true })
		);
	const note = (name: keyof Seen) => {
		// The frame after the next has painted it.
		requestAnimationFrame(() => requestAnimationFrame(() => (seen[name] ??= performance.now())));
	};
	const look = () => {
		const listed = shows('nav a', 'Chat 1');
		if (listed) note('listed');
		if (listed && shows('[role=log] article', newest)) note('readable');
		if (shows('[role=textbox][aria-label=Message]', '')) note('editable');
	};
	new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

let context: BrowserContext;
let newest = 'Words 19';
async function start(): Promise<Page> {
	context = await chromium.launchPersistentContext(folder, options);
	await context.addInitScript(noteWhatIsSeen, newest);
	return context.pages()[0] ?? context.newPage();
}

const text = (words: string) => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
});

/** Ben writes to Ana in many groups; “Chat 0” is the one written last. */
async function fill(bens: Page, anaId: string) {
	const cookies = await bens.context().cookies();
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	// The session is the browser's, and no other device's.
	const { userAgent, ...traits } = await bens.evaluate(() => ({
		userAgent: navigator.userAgent,
		language: navigator.language,
		timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone
	}));
	const socket = io(served.url, {
		transports: ['websocket'],
		extraHeaders: { cookie, origin: served.url, 'user-agent': userAgent },
		auth: { protocol: PROTOCOL, deviceId: newId(), clientVersion: 'bench', ...traits }
	});
	for (let n = chatCount - 1; n >= 0; n--) {
		const id = newId();
		await socket.emitWithAck('chat.create', { id, kind: 'group', memberIds: [anaId], title: `Chat ${n}` });
		for (let k = 0; k < 20; k++)
			await socket.emitWithAck('message.send', { id: newId(), chatId: id, content: text(`Words ${k}`) });
	}
	socket.close();
}

const timeOf = async (work: () => Promise<unknown>) => {
	const before = performance.now();
	await work();
	return performance.now() - before;
};

function report(name: string, times: number[]) {
	const sorted = times.toSorted((one, other) => one - other).map((ms) => Math.round(ms));
	console.log(
		`${name.padEnd(72)} median ${sorted[sorted.length >> 1]} ms, worst ${sorted.at(-1)} ms of ${sorted.length}`
	);
}

let anas = await start();
await signUp(anas, ana);
const browser = await chromium.launch(options);
const bens = await (await browser.newContext({ baseURL: served.url })).newPage();
await signUp(bens, ben, await makeInvite(anas));
const session = (await (await anas.request.get('/api/v1/session')).json()) as {
	data: { user: { id: string } };
};
await fill(bens, session.data.user.id);
await anas.goto('/');
await openChat(anas, 'Chat 0');
await anas.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
await messageWith(anas, newest).waitFor();
const address = anas.url();

const listed: number[] = [];
const readable: number[] = [];
const editable: number[] = [];
const arrived: number[] = [];
for (let run = 0; run < runs; run++) {
	await context!.close();
	await served.kill();
	anas = await start();
	await anas.goto(address, { waitUntil: 'commit' });
	await Promise.all([
		messageWith(anas, newest).waitFor(),
		anas.getByRole('link', { name: 'Chat 1', exact: true }).waitFor(),
		composer(anas).waitFor()
	]);
	const seen = await anas.waitForFunction(() => {
		const { seen } = window as unknown as { seen: Required<Seen> };
		return seen.readable !== undefined && seen.editable !== undefined && seen;
	});
	const times = (await seen.jsonValue()) as Required<Seen>;
	listed.push(times.listed);
	readable.push(times.readable);
	editable.push(times.editable);
	for (let n = 0; n < 5; n++) await say(anas, `Run ${run}, waiting ${n}`);
	await composer(anas).click();
	await anas.keyboard.type(`Draft ${run}`);
	await anas.getByText('Saved on this device').waitFor();
	// Long enough for the pauses between tries to have grown to their longest.
	await anas.waitForTimeout(10_000);
	await served.startAgain();
	arrived.push(
		await timeOf(async () => {
			await anas.getByText('Saved', { exact: true }).waitFor();
			for (let n = 0; n < 5; n++) {
				const message = messageWith(anas, `Run ${run}, waiting ${n}`);
				await message.and(anas.locator('[data-state=sent]')).waitFor();
			}
		})
	);
	newest = `Run ${run}, waiting 4`;
	const count = await messageWith(anas, `Run ${run}, waiting`).count();
	if (count !== 5) throw new Error(`${count} of 5 messages are there.`);
	await anas.keyboard.press('ControlOrMeta+a');
	await anas.keyboard.press('Backspace');
	// An empty box says nothing once the server has taken the deletion.
	await anas.getByRole('main').getByRole('status').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
}
console.log(`Ana has ${chatCount} chats with 20 messages each; the server is killed, and her browser too.`);
report('from the navigation to the list of chats', listed);
report('from the navigation to chats and messages that can be read', readable);
report('from the navigation to a draft that can be edited', editable);
report('from the server’s start to 5 messages sent and a draft “Saved”', arrived);

await context!.close();
await browser.close();
await served.stop();
await rm(folder, { recursive: true });
