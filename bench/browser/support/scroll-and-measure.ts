import type { Page } from '@playwright/test';

const wheelStep = 300;
const turnsAtOnce = 10;
/** The browser spreads turns over frames; more of them than this in one is a jump. */
const jumpTurns = 4;
/** What is no jump: a message is drawn at whole pixels. */
const toleratedPx = 2;

type Watch = { seen: Set<string>; moves: number[] };

/** What was seen on the way back: `jumps` are moves of what is on the screen that nobody asked for, in px. */
export type Scrolled = { messages: number; moves: number; jumps: number; largestPx: number };

/**
 * Turns the wheel upwards until so many messages were on the screen. A jump is a move of over 2 px against the wheel, or of
 * more than four of its turns at once.
 */
export async function scrollAndMeasure(page: Page, wanted: number): Promise<Scrolled> {
	await page.evaluate(watchMoves);
	await page.getByRole('log').hover();
	const read = () =>
		page.evaluate(() => {
			const { watch } = window as unknown as { watch: Watch };
			return { seen: watch.seen.size, moves: watch.moves };
		});
	let seen = 0;
	for (let stuck = 0; seen < wanted && stuck < 50;) {
		for (let turn = 0; turn < turnsAtOnce; turn++) await page.mouse.wheel(0, -wheelStep);
		const now = (await read()).seen;
		stuck = now === seen ? stuck + 1 : 0;
		seen = now;
	}
	const { moves } = await read();
	const jumps = moves.filter((move) => move < -toleratedPx || move > wheelStep * jumpTurns);
	const largestPx = Math.max(0, ...jumps.map((move) => Math.abs(move)));
	return { messages: seen, moves: moves.length, jumps: jumps.length, largestPx };
}

/** In the page: notes in every frame how far the messages on the screen moved. */
function watchMoves() {
	const log = document.querySelector<HTMLElement>('[role="log"]');
	if (!log) throw new Error('There is no list of messages.');
	const watch: Watch = { seen: new Set(), moves: [] };
	(window as unknown as { watch: Watch }).watch = watch;
	let before = new Map<string, number>();
	const look = () => {
		// Another one watches, or the chat is closed.
		if ((window as unknown as { watch: Watch }).watch !== watch || !log.isConnected) return;
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
}
