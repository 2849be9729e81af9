import { expect, type Locator, type Page } from '@playwright/test';

/** A small phone: its screen, and a finger in place of a mouse. */
export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** Opens the menu of a message, with the mouse or with a finger that rests on it. */
export async function openActions(page: Page, message: Locator): Promise<void> {
	if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) await rest(page, message);
	else {
		await message.hover();
		await message.getByRole('button', { name: 'Message actions' }).click();
	}
}

async function rest(page: Page, message: Locator): Promise<void> {
	await message.scrollIntoViewIfNeeded();
	const box = await message.boundingBox();
	if (!box) throw new Error('The message is not on the screen.');
	const finger = await page.context().newCDPSession(page);
	const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
	await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
	await expect(page.getByRole('menu')).toBeVisible();
	await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
	await finger.detach();
}
