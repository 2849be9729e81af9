import { newId } from '$lib/protocol/ids.ts';
import { text } from '../../../support/documents.ts';
import { betweenTwo, everybody, inside, ownerAlone, shownInside, type Row } from '../row.ts';
import { messageBy, openNotes, ownMessage, rolesIn, words, type Scene } from '../scene.ts';

const send = ({ chatId }: Scene) => ({ id: newId(), chatId, content: text('May I?') });

export const messages: Row[] = [
	{
		event: 'message.send',
		payload: send,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'message.send',
		of: 'once more, as it was sent before',
		payload: (scene, role) => ({ id: ownMessage(scene, role), chatId: scene.chatId, content: words }),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'message.send',
		of: 'with the id of another message',
		payload: (scene) => ({ ...send(scene), id: messageBy(scene, 'plain') }),
		expected: inside('conflict', 'conflict', 'conflict')
	},
	{
		event: 'message.send',
		of: 'in announcements',
		setting: 'announcements',
		payload: send,
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'message.send',
		of: 'in a direct chat',
		setting: 'direct',
		payload: send,
		expected: betweenTwo('ok')
	},
	{
		event: 'message.send',
		of: 'in notes to oneself',
		setting: 'notes',
		payload: send,
		expected: ownerAlone('ok')
	},
	{
		event: 'message.send',
		of: 'in a chat that has not begun',
		setting: 'not begun',
		payload: send,
		expected: ownerAlone('ok')
	},
	{
		event: 'message.send',
		of: 'in a group that was deleted',
		before: ({ cast, chatId }) => cast.clients.owner.get('chat.delete', { chatId }),
		payload: send,
		expected: everybody('not_found')
	},
	{
		event: 'message.send',
		of: 'forwarding a message of the group into one’s own notes',
		before: openNotes,
		payload: (scene, role) => ({
			id: newId(),
			chatId: scene.notes[role] ?? '',
			content: words,
			forwardOf: messageBy(scene, 'plain')
		}),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'message.react',
		payload: (scene) => ({ id: messageBy(scene, 'plain'), emoji: '👍', on: true }),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'message.react',
		of: 'in announcements',
		setting: 'announcements',
		payload: (scene) => ({ id: messageBy(scene, 'plain'), emoji: '👍', on: true }),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'message.react',
		of: 'in a direct chat',
		setting: 'direct',
		payload: (scene) => ({ id: messageBy(scene, 'owner'), emoji: '👍', on: true }),
		expected: betweenTwo('ok')
	},
	{
		event: 'message.react',
		of: 'to a message that was deleted',
		before: (scene) => scene.cast.clients.owner.get('message.delete', { id: messageBy(scene, 'plain') }),
		payload: (scene) => ({ id: messageBy(scene, 'plain'), emoji: '👍', on: true }),
		expected: inside('conflict', 'conflict', 'conflict')
	},
	{
		event: 'message.pin',
		payload: (scene) => ({ id: messageBy(scene, 'plain'), on: true }),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'message.pin',
		of: 'of one’s own message',
		payload: (scene, role) => ({ id: ownMessage(scene, role), on: true }),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'message.pin',
		of: 'taken off',
		before: (scene) =>
			scene.cast.clients.owner.get('message.pin', { id: messageBy(scene, 'plain'), on: true }),
		payload: (scene) => ({ id: messageBy(scene, 'plain'), on: false }),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'message.pin',
		of: 'of a message that was deleted',
		before: (scene) => scene.cast.clients.owner.get('message.delete', { id: messageBy(scene, 'plain') }),
		payload: (scene) => ({ id: messageBy(scene, 'plain'), on: true }),
		expected: inside('conflict', 'conflict', 'forbidden')
	},
	{
		event: 'message.pin',
		of: 'in a direct chat',
		setting: 'direct',
		payload: (scene) => ({ id: messageBy(scene, 'owner'), on: true }),
		expected: betweenTwo('ok')
	},
	{
		event: 'message.pin.list',
		before: (scene) =>
			scene.cast.clients.owner.get('message.pin', { id: messageBy(scene, 'plain'), on: true }),
		payload: ({ chatId }) => ({ chatId }),
		reads: ([pinned], scene) => (pinned?.id === messageBy(scene, 'plain') ? 'ok' : 'blank'),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'message.pin.list',
		of: 'of a chat that has not begun',
		setting: 'not begun',
		payload: ({ chatId }) => ({ chatId }),
		expected: ownerAlone('ok')
	},
	{
		event: 'message.mention.list',
		whileAllAreIn: async (scene) => {
			const { cast, chatId } = scene;
			for (const role of rolesIn(scene)) {
				const named = { type: 'mention', attrs: { id: cast.id(role), label: role } };
				const content = { type: 'doc', content: [{ type: 'paragraph', content: [named] }] };
				await cast.clients.plain.get('message.send', { id: newId(), chatId, content });
			}
		},
		payload: () => ({ limit: 10 }),
		reads: (mentions, { chatId }) => (mentions.some((message) => message.chatId === chatId) ? 'ok' : 'blank'),
		expected: shownInside
	},
	{
		event: 'message.read',
		payload: ({ chatId }) => ({ chatId, seq: 5 }),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'message.read',
		of: 'in a direct chat',
		setting: 'direct',
		payload: ({ chatId }) => ({ chatId, seq: 2 }),
		expected: betweenTwo('ok')
	}
];
