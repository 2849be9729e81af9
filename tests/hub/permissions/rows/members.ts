import type { MemberRole } from '$lib/protocol/entities.ts';
import { newId } from '$lib/protocol/ids.ts';
import type { Part, Role } from '../cast.ts';
import { betweenTwo, inside, ownerAlone, type Row } from '../row.ts';
import type { Scene } from '../scene.ts';

const about =
	(part: Part) =>
	({ chatId, cast }: Scene) => ({ chatId, userId: cast.id(part) });

const aboutOneself = ({ chatId, cast }: Scene, role: Role) => ({ chatId, userId: cast.id(role) });

/** The plain member is given this role first. */
const raised = (role: MemberRole) => (scene: Scene) =>
	scene.cast.clients.owner.get('chat.members.role', { ...about('plain')(scene), role });

const takenOut = (scene: Scene) => scene.cast.clients.owner.get('chat.members.remove', about('plain')(scene));

export const members: Row[] = [
	{
		event: 'chat.members.add',
		payload: ({ chatId, cast }) => ({ chatId, userIds: [cast.id('newcomer')] }),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'chat.members.add',
		of: 'of oneself',
		payload: ({ chatId, cast }, role) => ({ chatId, userIds: [cast.id(role)] }),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'chat.members.add',
		of: 'of somebody who was taken out',
		before: takenOut,
		payload: ({ chatId, cast }) => ({ chatId, userIds: [cast.id('plain')] }),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'chat.members.add',
		of: 'of somebody whom the server does not know',
		payload: ({ chatId }) => ({ chatId, userIds: [newId()] }),
		expected: inside('not_found', 'not_found', 'forbidden')
	},
	{
		event: 'chat.members.add',
		of: 'to announcements',
		setting: 'announcements',
		payload: ({ chatId, cast }) => ({ chatId, userIds: [cast.id('newcomer')] }),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'chat.members.add',
		of: 'to a direct chat',
		setting: 'direct',
		payload: ({ chatId, cast }) => ({ chatId, userIds: [cast.id('newcomer')] }),
		expected: betweenTwo('forbidden')
	},
	{
		event: 'chat.members.add',
		of: 'to a chat that has not begun',
		setting: 'not begun',
		payload: ({ chatId, cast }) => ({ chatId, userIds: [cast.id('newcomer')] }),
		expected: ownerAlone('ok')
	},
	{
		event: 'chat.members.remove',
		of: 'of a plain member',
		payload: about('plain'),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'chat.members.remove',
		of: 'of an admin',
		before: raised('admin'),
		payload: about('plain'),
		expected: inside('ok', 'forbidden', 'forbidden')
	},
	{
		event: 'chat.members.remove',
		of: 'of another owner',
		before: raised('owner'),
		payload: about('plain'),
		expected: inside('ok', 'forbidden', 'forbidden')
	},
	{
		event: 'chat.members.remove',
		of: 'of oneself',
		before: raised('owner'),
		payload: aboutOneself,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'chat.members.remove',
		of: 'of the only owner',
		payload: about('owner'),
		expected: inside('conflict', 'forbidden', 'forbidden')
	},
	{
		event: 'chat.members.remove',
		of: 'of somebody who was taken out already',
		before: takenOut,
		payload: about('plain'),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'chat.members.remove',
		of: 'of somebody who never was in',
		payload: about('newcomer'),
		expected: inside('not_found', 'not_found', 'forbidden')
	},
	{
		event: 'chat.members.remove',
		of: 'out of a direct chat',
		setting: 'direct',
		payload: ({ chatId, cast }, role) => ({
			chatId,
			userId: cast.id(role === 'member' ? 'owner' : 'member')
		}),
		expected: betweenTwo('forbidden')
	},
	{
		event: 'chat.members.role',
		of: 'to admin, of a plain member',
		payload: (scene) => ({ ...about('plain')(scene), role: 'admin' }),
		expected: inside('ok', 'forbidden', 'forbidden')
	},
	{
		event: 'chat.members.role',
		of: 'to owner, of oneself',
		payload: (scene, role) => ({ ...aboutOneself(scene, role), role: 'owner' }),
		expected: inside('ok', 'forbidden', 'forbidden')
	},
	{
		event: 'chat.members.role',
		of: 'to member, of another owner',
		before: raised('owner'),
		payload: (scene) => ({ ...about('plain')(scene), role: 'member' }),
		expected: inside('ok', 'forbidden', 'forbidden')
	},
	{
		event: 'chat.members.role',
		of: 'to member, of the only owner',
		payload: (scene) => ({ ...about('owner')(scene), role: 'member' }),
		expected: inside('conflict', 'forbidden', 'forbidden')
	},
	{
		event: 'chat.members.role',
		of: 'to admin, of somebody who was taken out',
		before: takenOut,
		payload: (scene) => ({ ...about('plain')(scene), role: 'admin' }),
		expected: inside('not_found', 'forbidden', 'forbidden')
	},
	{
		event: 'chat.members.role',
		of: 'in a direct chat',
		setting: 'direct',
		payload: (scene) => ({ ...about('member')(scene), role: 'member' }),
		expected: betweenTwo('forbidden')
	},
	{
		event: 'chat.members.get',
		payload: ({ chatId }) => ({ chatId, limit: 10 }),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'chat.members.get',
		of: 'of a direct chat',
		setting: 'direct',
		payload: ({ chatId }) => ({ chatId, limit: 10 }),
		expected: betweenTwo('ok')
	},
	{
		event: 'chat.members.get',
		of: 'of a chat that has not begun',
		setting: 'not begun',
		payload: ({ chatId }) => ({ chatId, limit: 10 }),
		expected: ownerAlone('ok')
	}
];
