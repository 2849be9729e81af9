import { io } from 'socket.io-client';
import type { Page } from '@playwright/test';
import { newId } from '../../../src/lib/protocol/ids.ts';

const more = 'This goes on for a while, as long messages do. '.repeat(9);

/** Writes so many long messages, “Number 1.” and on, in the chat that is open in this browser, as fast as the server lets a person write. */
export async function sayMuch(page: Page, count: number): Promise<void> {
	const { origin, pathname } = new URL(page.url());
	const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	const socket = io(origin, {
		transports: ['websocket'],
		extraHeaders: { origin, cookie },
		auth: { protocol: 1, deviceId: newId(), clientVersion: 'test' }
	});
	for (let n = 1; n <= count; n++) {
		const words = { type: 'text', text: `Number ${n}. ${more}` };
		const content = { type: 'doc', content: [{ type: 'paragraph', content: [words] }] };
		const message = { id: newId(), chatId: pathname.split('/').at(-1), content };
		for (;;) {
			const reply = (await socket.emitWithAck('message.send', message)) as {
				ok: boolean;
				error?: { retryAfterMs: number };
			};
			if (reply.ok) break;
			await new Promise((resolve) => setTimeout(resolve, reply.error?.retryAfterMs));
		}
	}
	socket.disconnect();
}
