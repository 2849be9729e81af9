import type { Page } from '@playwright/test';
import { sender } from './sender.ts';

const more = 'This goes on for a while, as long messages do. '.repeat(9);

/** Writes so many long messages, “Number 1.” and on, in the chat that is open in this browser. */
export async function sayMuch(page: Page, count: number): Promise<void> {
	const { send, close } = await sender(page);
	for (let n = 1; n <= count; n++) await send(`Number ${n}. ${more}`);
	close();
}
