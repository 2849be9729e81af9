import { newId } from '$lib/protocol/ids.ts';
import { text } from '../../../support/documents.ts';
import { betweenTwo, everybody, inside, ownerAlone, type Row } from '../row.ts';
import { messageBy, openNotes, ownMessage, words, type Scene } from '../scene.ts';

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
		payload: ({ chatId }) => ({ chatId }),
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
