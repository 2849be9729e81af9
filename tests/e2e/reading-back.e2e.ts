import { io } from 'socket.io-client';
import { newId } from '../../src/lib/protocol/ids.ts';
import { ana, ben, messages, openChat, say, signUpBoth, startChat } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('what is read further back stays in its place, however much comes in', async ({
	openBrowser,
	served
}) => {
	const anas = await openBrowser();
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'hello');
	await openChat(bens, ana.displayName);
	const chatId = new URL(anas.url()).pathname.split('/').at(-1);
	const cookie = (await anas.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	const socket = io(served.url, {
		transports: ['websocket'],
		extraHeaders: { origin: served.url, cookie },
		auth: { protocol: 1, deviceId: newId(), clientVersion: 'test' }
	});
	/** One after the other, and again when the server asks for patience. */
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
	for (let n = 1; n <= 60; n++) await send(`early ${n}.`);
	await expect(messages(bens).last()).toContainText('early 60.');
	const log = bens.getByRole('log', { name: 'Messages' });
	await log.evaluate((list) => list.scrollBy(0, -600));
	await expect(bens.getByRole('button', { name: /Jump to latest/ })).toBeVisible();
	const top = () =>
		log.evaluate((list) => {
			const from = list.getBoundingClientRect().top;
			const shown = [...list.querySelectorAll('article')].find(
				(message) => message.getBoundingClientRect().top >= from
			);
			return [shown?.dataset.messageId, Math.round((shown?.getBoundingClientRect().top ?? 0) - from)];
		});
	const before = await top();
	for (let n = 1; n <= 80; n++) await send(`late ${n}.`);
	await bens.getByText('late 80').first().waitFor({ state: 'attached' });
	expect(await top()).toEqual(before);
	socket.disconnect();
});
