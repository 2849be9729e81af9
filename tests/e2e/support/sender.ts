import { io } from 'socket.io-client';
import type { Page } from '@playwright/test';
import { newId } from '../../../src/lib/protocol/ids.ts';

/** Sends in the chat that is open in this browser, past its page: one after the other, and again when the server asks for patience. */
export async function sender(page: Page) {
	const { origin, pathname } = new URL(page.url());
	const chatId = pathname.split('/').at(-1);
	const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	// The session is the browser's, and no other device's.
	const { userAgent, ...traits } = await page.evaluate(() => ({
		userAgent: navigator.userAgent,
		language: navigator.language,
		timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone
	}));
	const socket = io(origin, {
		transports: ['websocket'],
		extraHeaders: { origin, cookie, 'user-agent': userAgent },
		auth: { protocol: 1, deviceId: newId(), clientVersion: 'test', ...traits }
	});
	const send = async (words: string) => {
		const content = {
			type: 'doc',
			content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
		};
		const message = { id: newId(), chatId, content };
		for (;;) {
			const reply = (await socket.emitWithAck('message.send', message)) as {
				ok: boolean;
				error?: { retryAfterMs: number };
			};
			if (reply.ok) return;
			await new Promise((resolve) => setTimeout(resolve, reply.error?.retryAfterMs));
		}
	};
	return { send, close: () => socket.disconnect() };
}
