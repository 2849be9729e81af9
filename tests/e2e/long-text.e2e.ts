import type { Page } from '@playwright/test';
import { phone } from './support/devices.ts';
import { ben, composer, signUpBoth, startChat } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** How far the line of the caret stands out of the box, above or below, in px. */
function outOfSight(page: Page): Promise<number> {
	return composer(page).evaluate((box) => {
		const line = getSelection()?.getRangeAt(0).getClientRects().item(0);
		const frame = box.parentElement?.parentElement?.getBoundingClientRect();
		if (!line || !frame) throw new Error('There is no caret, or no box.');
		return Math.max(0, frame.top - line.top, line.bottom - frame.bottom, line.bottom - innerHeight);
	});
}

const scrolled = (page: Page) =>
	composer(page).evaluate((box) => box.parentElement?.parentElement?.scrollTop ?? 0);

/** What is below the caret and the box does not show, in px: the caret stands at the end of the text. */
function belowTheEnd(page: Page): Promise<number> {
	return composer(page).evaluate((box) => {
		const frame = box.parentElement?.parentElement;
		if (!frame) throw new Error('There is no box.');
		return frame.scrollHeight - frame.scrollTop - frame.clientHeight;
	});
}

/** The space between the text and the frame. */
const paddingPx = 12;

for (const [device, options] of [
	['a phone', phone],
	['a desktop', {}]
] as const) {
	test(`on ${device} the line that is written in stays in sight, however long the text grows`, async ({
		openBrowser
	}) => {
		const anas = await openBrowser(options);
		await signUpBoth(anas, await openBrowser());
		await startChat(anas, ben);
		await composer(anas).click();
		for (let line = 1; line <= 40; line++) {
			if (line > 1) await anas.keyboard.press('Shift+Enter');
			// The browser itself follows what is typed, and not what the editor puts in.
			expect(await belowTheEnd(anas), `line ${line}, empty`).toBeLessThanOrEqual(paddingPx);
			await anas.keyboard.type(`Line ${line}.`);
			expect(await outOfSight(anas), `line ${line}`).toBe(0);
		}
		expect(await scrolled(anas)).toBeGreaterThan(100);
		await anas.keyboard.press('ControlOrMeta+Home');
		await expect.poll(() => outOfSight(anas)).toBe(0);
		await anas.keyboard.type('Before ');
		expect(await scrolled(anas)).toBeLessThan(50);
		await anas.keyboard.press('ControlOrMeta+End');
		await anas.keyboard.type(' The end.');
		expect(await outOfSight(anas)).toBe(0);
	});
}
