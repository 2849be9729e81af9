import type { Page } from '@playwright/test';
import { composer } from '../../../tests/e2e/support/people.ts';

/**
 * `work`: what the page does for a key, from the event through the drawing of its frame, in ms. `painted`: the same with
 * the wait for that frame, which at 60 Hz is up to 16.7 ms by itself.
 */
export type Keys = { work: number[]; painted: number[] };

const pauseMs = 40;

/** Types so many keys into the box of the open chat, and takes them out again. */
export async function typeAndMeasure(page: Page, count: number): Promise<Keys> {
	await composer(page).click();
	// The first keys load and compile what all others use.
	await page.keyboard.type('warm up ', { delay: pauseMs });
	await page.evaluate(watchKeys);
	const words = 'ink dries slowly '.repeat(Math.ceil(count / 17)).slice(0, count);
	await page.keyboard.type(words, { delay: pauseMs });
	await page.waitForFunction(
		(wanted) => (window as unknown as { keys: Keys }).keys.painted.length >= wanted,
		count
	);
	const keys = await page.evaluate(() => {
		const { keys, watching } = window as unknown as { keys: Keys; watching: AbortController };
		// What else is measured in this page shall not have the work of listening for it.
		watching.abort();
		return keys;
	});
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.press('Backspace');
	return keys;
}

/** In the page: notes of each key how long its handlers ran, when its frame began, and when that was drawn. */
function watchKeys() {
	const keys: Keys = { work: [], painted: [] };
	const watching = new AbortController();
	Object.assign(window, { keys, watching });
	let handlingMs = 0;
	let heardAt = 0;
	window.addEventListener(
		'input',
		() => {
			// What the handlers left to be done at once is done by then.
			queueMicrotask(() => (handlingMs = performance.now() - heardAt));
		},
		{ signal: watching.signal }
	);
	document.addEventListener(
		'keydown',
		({ timeStamp }) => {
			heardAt = performance.now();
			requestAnimationFrame(() => {
				const begunAt = performance.now();
				const channel = new MessageChannel();
				// A frame is drawn before the next task.
				channel.port1.onmessage = () => {
					const drawnAt = performance.now();
					keys.work.push(handlingMs + drawnAt - begunAt);
					keys.painted.push(drawnAt - timeStamp);
				};
				channel.port2.postMessage(null);
			});
		},
		{ capture: true, signal: watching.signal }
	);
}
