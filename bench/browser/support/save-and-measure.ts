import type { Page } from '@playwright/test';
import { composer } from '../../../tests/e2e/support/people.ts';

/** The client saves on the device so long after the first key that was not saved yet (`editor/autosave.ts`), in ms. */
const pauseMs = 300;
/** By then a key is saved, and told to the server too. */
const lookMs = 1_200;

/** In the page, before anything of it runs: notes when a transaction is over that wrote a draft for good. */
export function noteSaves() {
	const saves: number[] = [];
	Object.assign(window, { saves });
	// Called with the database as its `this` below.
	// eslint-disable-next-line @typescript-eslint/unbound-method
	const open = IDBDatabase.prototype.transaction;
	IDBDatabase.prototype.transaction = function (names, mode, options) {
		const transaction = open.call(this, names, mode, options);
		if (mode === 'readwrite' && options?.durability === 'strict' && [names].flat().includes('drafts'))
			transaction.addEventListener('complete', () => saves.push(performance.now()));
		return transaction;
	};
}

/** Types so many keys, each by itself. Answers how long after the pause each was on this device's disk, in ms. @throws Error when one was not saved. */
export async function saveAndMeasure(page: Page, count: number): Promise<number[]> {
	await composer(page).click();
	// The first saves load and compile what all others use.
	for (const key of 'ab') {
		await page.keyboard.type(key);
		await page.waitForTimeout(lookMs);
	}
	await page.evaluate(() => {
		const keys: number[] = [];
		const watching = new AbortController();
		Object.assign(window, { keysAt: keys, watching });
		document.addEventListener('keydown', ({ timeStamp }) => keys.push(timeStamp), {
			capture: true,
			signal: watching.signal
		});
	});
	for (let key = 0; key < count; key++) {
		await page.keyboard.type('x');
		await page.waitForTimeout(lookMs);
	}
	const { keysAt, saves } = await page.evaluate(() => {
		type Watched = { keysAt: number[]; saves: number[]; watching: AbortController };
		const { keysAt, saves, watching } = window as unknown as Watched;
		watching.abort();
		return { keysAt, saves };
	});
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.press('Backspace');
	return keysAt.map((at) => {
		const saved = saves.find((each) => each > at);
		if (saved === undefined) throw new Error('A key was not saved.');
		return saved - at - pauseMs;
	});
}
