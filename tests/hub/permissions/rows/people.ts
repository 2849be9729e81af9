import { newId } from '$lib/protocol/ids.ts';
import { signIn } from '$lib/server/auth/sign-in.ts';
import { password } from '../../../support/start-server.ts';
import { betweenTwo, everybody, inside, ownerAlone, shownInside, type Row } from '../row.ts';
import type { Scene } from '../scene.ts';

const ofChat = ({ chatId }: Scene) => ({ chatId });

export const people: Row[] = [
	{
		event: 'users.search',
		payload: () => ({ query: 'owner', limit: 5 }),
		expected: everybody('ok')
	},
	{ event: 'users.me', payload: () => ({}), expected: everybody('ok') },
	{
		event: 'users.get',
		payload: ({ cast }) => ({ userIds: [cast.id('owner')] }),
		expected: everybody('ok')
	},
	{
		event: 'devices.list',
		payload: () => ({}),
		expected: everybody('ok')
	},
	{
		event: 'devices.acknowledge',
		of: 'of a device that nobody has',
		payload: () => ({ deviceId: newId(), own: true }),
		expected: everybody('not_found')
	},
	{
		event: 'devices.new.list',
		payload: () => ({}),
		expected: everybody('ok')
	},
	{
		event: 'devices.acknowledge',
		of: 'of a new device of the owner',
		before: async ({ cast, noted }) => {
			const login = { username: cast.people.owner.user.username, password };
			const visitor = { deviceId: null, userAgent: 'test', address: '127.0.0.1' };
			noted.owner = (await signIn(cast.server.app.auth, login, visitor)).device.id;
		},
		payload: ({ noted }) => ({ deviceId: noted.owner ?? '', own: true }),
		expected: { ...everybody('not_found'), owner: 'ok' }
	},
	{
		event: 'typing.start',
		payload: ofChat,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'typing.start',
		of: 'in a direct chat',
		setting: 'direct',
		payload: ofChat,
		expected: betweenTwo('ok')
	},
	{
		event: 'typing.start',
		of: 'in a chat that has not begun',
		setting: 'not begun',
		payload: ofChat,
		expected: ownerAlone('ok')
	},
	{
		event: 'typing.stop',
		payload: ofChat,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'presence.set',
		payload: () => ({ status: 'active' }),
		expected: everybody('ok'),
		// Only who is connected can be there.
		overHttp: everybody('conflict')
	},
	{
		event: 'presence.get',
		payload: ({ cast }) => ({ userIds: [cast.id('owner')] }),
		reads: ([owner]) => (owner?.status === 'active' ? 'ok' : 'blank'),
		expected: shownInside
	},
	{
		event: 'presence.settings.get',
		payload: () => ({}),
		expected: everybody('ok')
	},
	{
		event: 'presence.settings.update',
		payload: () => ({ hideLastSeen: false }),
		expected: everybody('ok')
	},
	{
		event: 'notification.settings.get',
		payload: () => ({}),
		expected: everybody('ok')
	},
	{
		event: 'notification.settings.update',
		payload: () => ({ level: 'mentions', quietHours: { from: 1320, until: 420 } }),
		expected: everybody('ok')
	}
];
