// Measures the browser with many chats and a long one: first sync, opening from the mirror, scrolling back.
// Run it after a build: node bench/browser/large-chats.ts [chats] [messages]
import { chromium, type Page } from '@playwright/test';
import { io, type Socket } from 'socket.io-client';
import { findChromium } from '../../scripts/find-chromium.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { PROTOCOL } from '../../src/lib/protocol/version.ts';
import { serve } from '../../tests/e2e/support/serve.ts';

const chatCount = Number(process.argv[2] ?? 2000);
const messageCount = Number(process.argv[3] ?? 10_000);
const password = 'correct horse battery';

const served = await serve({ RATE_LIMITS: 'off' });
const { url } = served;

type Answer<Data> = { ok: true; data: Data } | { ok: false; error: unknown };

function dataOf<Data>(reply: Answer<Data>): Data {
	if (!reply.ok) throw new Error(JSON.stringify(reply.error));
	return reply.data;
}

async function post<Data>(path: string, body: unknown, cookie?: string) {
	const headers = { 'content-type': 'application/json', origin: url, ...(cookie ? { cookie } : {}) };
	const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
	const data = dataOf((await response.json()) as Answer<Data>);
	return { data, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

async function signUp(username: string, inviter?: string) {
	const invite = inviter && (await post<{ token: string }>('/api/v1/invites', {}, inviter)).data.token;
	const wish = { username, password, displayName: username, ...(invite ? { invite } : {}) };
	return post<{ user: { id: string } }>('/api/v1/users', wish);
}

const text = (words: string) => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
});

/** Ben writes to Ana: one long chat first, so that it is the last in her list, then all the others. */
async function fill(socket: Socket, anaId: string): Promise<void> {
	const ask = async (event: string, payload: unknown) => {
		dataOf((await socket.emitWithAck(event, payload)) as Answer<unknown>);
	};
	for (let n = 0; n < chatCount; n++) {
		const id = newId();
		await ask('chat.create', { id, kind: 'group', memberIds: [anaId], title: `Chat ${n}` });
		await ask('message.send', { id: newId(), chatId: id, content: text(`Hello from chat ${n}`) });
	}
	const long = newId();
	await ask('chat.create', { id: long, kind: 'group', memberIds: [anaId], title: 'Long chat' });
	for (let n = 0; n < messageCount; n += 100) {
		const sends = Array.from({ length: Math.min(100, messageCount - n) }, (_, k) =>
			ask('message.send', {
				id: newId(),
				chatId: long,
				content: text(`Message ${n + k}. ${'More words. '.repeat((n + k) % 17)}`)
			})
		);
		await Promise.all(sends);
	}
}

/** From the click to the frame that shows the newest message, inside the page, in milliseconds. */
function openAndMeasure(page: Page, name: string): Promise<number> {
	return page.evaluate(async (title) => {
		const endsAtNewest = (log: Element | null) => {
			const box = [...(log?.querySelectorAll('article') ?? [])].at(-1)?.getBoundingClientRect();
			const area = log?.getBoundingClientRect();
			return box && area && box.height > 0 && box.top >= area.top && box.bottom <= area.bottom + 1;
		};
		const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a')];
		const link = links.find((each) => each.textContent?.includes(title));
		if (!link) throw new Error(`There is no link to ${title}.`);
		const started = performance.now();
		link.click();
		for (;;) {
			await new Promise((resolve) => requestAnimationFrame(resolve));
			const heading = document.querySelector('main h1, main h2')?.textContent ?? '';
			const log = document.querySelector('[role="log"]');
			if (heading.includes(title) && endsAtNewest(log)) return performance.now() - started;
			if (performance.now() - started > 10_000) throw new Error('The chat did not open.');
		}
	}, name);
}

/** In the page: notes in every frame how far the messages on the screen moved. */
function watchMoves(page: Page) {
	return page.evaluate(() => {
		const log = document.querySelector<HTMLElement>('[role="log"]');
		if (!log) throw new Error('There is no list of messages.');
		const watch = { seen: new Set<string>(), moves: [] as number[] };
		(window as unknown as { watch: typeof watch }).watch = watch;
		let before = new Map<string, number>();
		const look = () => {
			const area = log.getBoundingClientRect();
			const now = new Map<string, number>();
			for (const each of log.querySelectorAll('article')) {
				const { top, bottom } = each.getBoundingClientRect();
				if (bottom > area.top && top < area.bottom) now.set(each.dataset['messageId'] ?? '', top);
			}
			for (const [id, top] of now) {
				watch.seen.add(id);
				const was = before.get(id);
				if (was !== undefined && was !== top) watch.moves.push(top - was);
			}
			before = now;
			requestAnimationFrame(look);
		};
		look();
	});
}

const wheelStep = 300;

/** Turns the wheel upwards. A jump is a move of over 2 px against it, or of more than a turn of it at once. */
async function scrollAndMeasure(page: Page, wanted: number) {
	await watchMoves(page);
	await page.getByRole('log').hover();
	const read = () =>
		page.evaluate(() => {
			const { watch } = window as unknown as { watch: { seen: Set<string>; moves: number[] } };
			return { seen: watch.seen.size, moves: watch.moves };
		});
	let seen = 0;
	for (let stuck = 0; seen < wanted && stuck < 50;) {
		for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(0, -wheelStep);
		const now = (await read()).seen;
		stuck = now === seen ? stuck + 1 : 0;
		seen = now;
	}
	const { moves } = await read();
	const jumps = moves.filter((move) => move < -2 || move > wheelStep * 4);
	const largest = Math.max(0, ...jumps.map((move) => Math.abs(move)));
	return { seen, moves: moves.length, jumps: jumps.length, largest };
}

const ana = await signUp('ana');
const ben = await signUp('ben', ana.cookie);
const socket = io(url, {
	transports: ['websocket'],
	extraHeaders: { cookie: ben.cookie, origin: url },
	auth: { protocol: PROTOCOL, deviceId: newId(), clientVersion: 'bench' }
});
await fill(socket, ana.data.user.id);
socket.disconnect();

const executablePath = findChromium();
const browser = await chromium.launch({
	...(executablePath ? { executablePath } : {}),
	args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-sync']
});
const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } });
const [name = '', value = ''] = ana.cookie.split('=');
await context.addCookies([{ name, value, url }]);
const page = await context.newPage();

const started = performance.now();
await page.goto('/');
await page.getByRole('link', { name: /Long chat/ }).waitFor();
console.log(
	`first chat shown after ${Math.round(performance.now() - started)} ms of the first visit, ${chatCount} chats`
);
console.log(`first opening, with a page to fetch: ${Math.round(await openAndMeasure(page, 'Long chat'))} ms`);
await page.getByRole('log').waitFor();
const back = await scrollAndMeasure(page, messageCount);
console.log(
	`scrolled back over ${back.seen} messages: ${back.jumps} jumps in ${back.moves} moves, the largest ${back.largest.toFixed(1)} px`
);

const openings: number[] = [];
for (let round = 0; round < 15; round++) {
	await openAndMeasure(page, `Chat ${chatCount - 1 - (round % 3)}`);
	openings.push(await openAndMeasure(page, 'Long chat'));
}
openings.sort((one, other) => one - other);
console.log(
	`opening the chat of ${back.seen} mirrored messages: median ${Math.round(openings[7] ?? 0)} ms, worst ${Math.round(openings[14] ?? 0)} ms`
);
await page.reload();
const reloaded = performance.now();
await page.getByRole('article').last().waitFor();
console.log(`after a reload its end is shown in ${Math.round(performance.now() - reloaded)} ms`);
await browser.close();
await served.stop();
