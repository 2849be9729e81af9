import type { Chat } from '$lib/protocol/entities.ts';
import type { Reply } from '$lib/protocol/envelope.ts';
import { newId } from '$lib/protocol/ids.ts';
import { roles } from '../cast.ts';
import { betweenTwo, everybody, inside, ownerAlone, shownInside, type Outcome, type Row } from '../row.ts';
import { messageBy, openNotes, ownMessage, words, type Scene } from '../scene.ts';

/** What a page of chats tells of this one. Who was taken out hears that, and no more. */
function toldOf(chats: Chat[], { chatId }: Scene): Outcome {
	const chat = chats.find(({ id }) => id === chatId);
	if (!chat) return 'blank';
	const { removed, title, members, memberCount, lastMessage } = chat;
	const bare = removed && title === null && members.length + memberCount === 0 && lastMessage === null;
	return bare ? 'blank' : 'ok';
}

/** A mutation that waited on a device, alone in its frame. */
function waited(event: string, payload: unknown) {
	return { mutations: [{ id: newId(), event, payload, at: 0 }] };
}

function inner({ results }: { results: { reply: Reply }[] }): Outcome {
	const reply = results[0]?.reply;
	if (!reply) return 'blank';
	return reply.ok ? 'ok' : reply.error.code;
}

/** Each notes how far they know what happened. */
async function noteCursors({ cast, noted }: Scene) {
	for (const role of roles) {
		let page: { cursor: string | null; more: boolean } = { cursor: null, more: true };
		while (page.more) {
			page = await cast.clients[role].get('sync.initial', { cursor: page.cursor, limit: 500 });
		}
		noted[role] = page.cursor ?? '';
	}
}

export const sync: Row[] = [
	{
		event: 'sync.initial',
		of: 'from the beginning',
		payload: () => ({ cursor: null }),
		reads: ({ chats, drafts, hot }, scene) => {
			const others = [...drafts, ...hot].some(({ chatId }) => chatId === scene.chatId);
			return others ? 'ok' : toldOf(chats, scene);
		},
		expected: shownInside
	},
	{
		event: 'sync.initial',
		of: 'since before the removal, with the chat open',
		whileAllAreIn: noteCursors,
		payload: ({ chatId, noted }, role) => ({ cursor: noted[role] ?? '', openChatId: chatId }),
		reads: ({ chats, hot }, scene) =>
			hot.some(({ chatId }) => chatId === scene.chatId) ? 'ok' : toldOf(chats, scene),
		expected: shownInside
	},
	{
		event: 'sync.initial',
		of: 'of a chat that has not begun',
		setting: 'not begun',
		payload: () => ({ cursor: null }),
		reads: ({ chats }, scene) => toldOf(chats, scene),
		expected: { ...everybody('blank'), owner: 'ok' }
	},
	{
		event: 'sync.offline',
		of: 'with a message',
		payload: ({ chatId }) => waited('message.send', { id: newId(), chatId, content: words }),
		reads: inner,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'sync.offline',
		of: 'with a deletion of another’s message',
		payload: (scene) => waited('message.delete', { id: messageBy(scene, 'plain') }),
		reads: inner,
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'sync.offline',
		of: 'with another sync.offline in it',
		payload: (scene, role) =>
			waited('sync.offline', waited('message.delete', { id: ownMessage(scene, role) })),
		reads: inner,
		expected: everybody('unknown_event')
	},
	{
		event: 'chat.messages.get',
		payload: ({ chatId }) => ({ chatId, limit: 10 }),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'chat.messages.get',
		of: 'of a direct chat',
		setting: 'direct',
		payload: ({ chatId }) => ({ chatId, limit: 10 }),
		expected: betweenTwo('ok')
	},
	{
		event: 'chat.messages.get',
		of: 'of a chat that has not begun',
		setting: 'not begun',
		payload: ({ chatId }) => ({ chatId, limit: 10 }),
		expected: ownerAlone('ok')
	},
	{
		event: 'chat.messages.get',
		of: 'of a group that was deleted',
		before: ({ cast, chatId }) => cast.clients.owner.get('chat.delete', { chatId }),
		payload: ({ chatId }) => ({ chatId, limit: 10 }),
		expected: everybody('not_found')
	},
	{
		event: 'chat.content.batch',
		payload: ({ chatId }) => ({ chats: [{ chatId }] }),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'chat.content.batch',
		of: 'among chats of one’s own',
		before: openNotes,
		payload: ({ chatId, notes }, role) => ({ chats: [{ chatId: notes[role] ?? '' }, { chatId }] }),
		reads: ({ chats }) => (chats[1] && 'messages' in chats[1] ? 'ok' : 'blank'),
		expected: shownInside
	}
];
