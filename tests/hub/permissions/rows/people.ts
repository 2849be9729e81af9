import { newId } from '$lib/protocol/ids.ts';
import { betweenTwo, everybody, inside, ownerAlone, shownInside, type Row } from '../row.ts';
import type { Scene } from '../scene.ts';

const ofChat = ({ chatId }: Scene) => ({ chatId });

export const people: Row[] = [
	{
		event: 'users.search',
		payload: () => ({ query: 'owner', limit: 5 }),
		expected: everybody('ok')
	},
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
		event: 'devices.acknowledge',
		of: 'of a device of the owner',
		before: async ({ cast, noted }) => {
			const { device } = await cast.server.app.store.db.sql
				.selectFrom('sessions')
				.select('device_id as device')
				.where('user_id', '=', cast.id('owner'))
				.executeTakeFirstOrThrow();
			noted.owner = device;
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
