import { newId } from '../../../src/lib/protocol/ids.ts';
import type { Hub } from './hub.ts';

const atOnce = 100;

const text = (words: string) => ({
	type: 'doc' as const,
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
});

export const longTitle = 'Long chat';

/** Somebody writes to another one: in so many groups one message each, and then many in one, which is the first in the list. */
export async function fillChats(
	hub: Hub,
	{ readerId, chats, messages }: { readerId: string; chats: number; messages: number }
): Promise<{ longChatId: string }> {
	await inTurns(chats, async (n) => {
		const chatId = await createGroup(hub, readerId, `Chat ${n}`);
		await hub.ask('message.send', { id: newId(), chatId, content: text(`Hello from chat ${n}`) });
	});
	const longChatId = await createGroup(hub, readerId, longTitle);
	await inTurns(messages, (n) =>
		hub.ask('message.send', {
			id: newId(),
			chatId: longChatId,
			content: text(`Message ${n}. ${'More words. '.repeat(n % 17)}`)
		})
	);
	return { longChatId };
}

async function createGroup(hub: Hub, readerId: string, title: string): Promise<string> {
	const id = newId();
	await hub.ask('chat.create', { id, kind: 'group', memberIds: [readerId], title });
	return id;
}

async function inTurns(count: number, work: (n: number) => Promise<unknown>): Promise<void> {
	for (let begun = 0; begun < count; begun += atOnce) {
		const turn = Array.from({ length: Math.min(atOnce, count - begun) }, (_, n) => work(begun + n));
		await Promise.all(turn);
	}
}
