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
	const keys = await page.evaluate(() => (window as unknown as { keys: Keys }).keys);
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.press('Backspace');
	return keys;
}

/** In the page: notes of each key when its handlers were done, when its frame began, and when that was drawn. */
function watchKeys() {
	const keys: Keys = { work: [], painted: [] };
	Object.assign(window, { keys });
	const soon = (run: () => void) => {
		const channel = new MessageChannel();
		channel.port1.onmessage = run;
		channel.port2.postMessage(null);
	};
	document.addEventListener(
		'keydown',
		({ timeStamp }) => {
			let handled = timeStamp;
			let begun = timeStamp;
			// The task of a key covers all its events, and what they make the page do at once.
			soon(() => (handled = performance.now()));
			requestAnimationFrame(() => {
				begun = performance.now();
				// A frame is drawn before the next task.
				soon(() => {
					const drawn = performance.now();
					keys.work.push(handled > begun ? drawn - timeStamp : handled - timeStamp + drawn - begun);
					keys.painted.push(drawn - timeStamp);
				});
			});
		},
		{ capture: true }
	);
}
