import { newId } from '$lib/protocol/ids.ts';
import { betweenTwo, everybody, inside, ownerAlone, type Row } from '../row.ts';
import { othersIn, title, type Scene } from '../scene.ts';

const ofChat = ({ chatId }: Scene) => ({ chatId });
const rename = ({ chatId }: Scene) => ({ chatId, title: 'Ships', baseVersion: 0, mutationId: newId() });

/** Somebody else becomes an owner as well, so that the first one may go. */
const secondOwner = ({ cast, chatId }: Scene) =>
	cast.clients.owner.get('chat.members.role', { chatId, userId: cast.id('plain'), role: 'owner' });

export const chats: Row[] = [
	{
		event: 'chat.create',
		of: 'as a group',
		payload: ({ cast }) => ({ id: newId(), kind: 'group', memberIds: [cast.id('plain')], title: 'New' }),
		expected: everybody('ok')
	},
	{
		event: 'chat.create',
		of: 'with one other person',
		payload: ({ cast }) => ({ id: newId(), kind: 'direct', memberIds: [cast.id('plain')] }),
		expected: everybody('ok')
	},
	{
		event: 'chat.create',
		of: 'for oneself',
		payload: () => ({ id: newId(), kind: 'self', memberIds: [] }),
		expected: everybody('ok')
	},
	{
		event: 'chat.create',
		of: 'once more, as it was made',
		payload: (scene) => ({ id: scene.chatId, kind: 'group', memberIds: othersIn(scene), title }),
		expected: { ...everybody('conflict'), owner: 'ok' }
	},
	{
		event: 'chat.title.update',
		payload: rename,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'chat.title.update',
		of: 'based on an old title',
		before: (scene) => scene.cast.clients.owner.get('chat.title.update', rename(scene)),
		payload: rename,
		expected: inside('stale', 'stale', 'stale')
	},
	{
		event: 'chat.title.update',
		of: 'of announcements',
		setting: 'announcements',
		payload: rename,
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'chat.title.update',
		of: 'of a direct chat',
		setting: 'direct',
		payload: rename,
		expected: betweenTwo('forbidden')
	},
	{
		event: 'chat.title.update',
		of: 'of a chat that has not begun',
		setting: 'not begun',
		payload: rename,
		expected: ownerAlone('ok')
	},
	{
		event: 'chat.settings.update',
		payload: ({ chatId }) => ({ chatId, pinned: true }),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'chat.settings.update',
		of: 'of a direct chat',
		setting: 'direct',
		payload: ({ chatId }) => ({ chatId, archived: true }),
		expected: betweenTwo('ok')
	},
	{
		event: 'chat.writers.update',
		of: 'to the admins',
		payload: ({ chatId }) => ({ chatId, writers: 'admins' }),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'chat.writers.update',
		of: 'back to all',
		setting: 'announcements',
		payload: ({ chatId }) => ({ chatId, writers: 'all' }),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'chat.writers.update',
		of: 'of a direct chat',
		setting: 'direct',
		payload: ({ chatId }) => ({ chatId, writers: 'admins' }),
		expected: betweenTwo('forbidden')
	},
	{
		event: 'chat.delete',
		of: 'of a group',
		payload: ofChat,
		expected: inside('ok', 'forbidden', 'forbidden')
	},
	{
		event: 'chat.delete',
		of: 'of a group that was deleted',
		before: ({ cast, chatId }) => cast.clients.owner.get('chat.delete', { chatId }),
		payload: ofChat,
		expected: ownerAlone('ok')
	},
	{
		event: 'chat.delete',
		of: 'of a direct chat',
		setting: 'direct',
		payload: ofChat,
		expected: betweenTwo('ok')
	},
	{
		event: 'chat.delete',
		of: 'of notes to oneself',
		setting: 'notes',
		payload: ofChat,
		expected: ownerAlone('ok')
	},
	{
		event: 'chat.delete',
		of: 'of a chat that has not begun',
		setting: 'not begun',
		payload: ofChat,
		expected: ownerAlone('ok')
	},
	{
		event: 'chat.leave',
		before: secondOwner,
		payload: ofChat,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'chat.leave',
		of: 'without another owner',
		payload: ofChat,
		expected: inside('conflict', 'ok', 'ok')
	},
	{
		event: 'chat.leave',
		of: 'once more',
		before: async (scene) => {
			await secondOwner(scene);
			const { owner, admin, member } = scene.cast.clients;
			await Promise.all([owner, admin, member].map((client) => client.get('chat.leave', ofChat(scene))));
		},
		payload: ofChat,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'chat.leave',
		of: 'of a direct chat',
		setting: 'direct',
		payload: ofChat,
		expected: betweenTwo('forbidden')
	},
	{
		event: 'chat.leave',
		of: 'of a chat that has not begun',
		setting: 'not begun',
		payload: ofChat,
		expected: ownerAlone('ok')
	}
];
