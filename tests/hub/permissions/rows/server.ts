import { createInvite } from '$lib/server/auth/invites.ts';
import { hashToken } from '$lib/server/store/hash-token.ts';
import { findUser } from '$lib/server/store/users.ts';
import { everybody, serverOwner, type Row } from '../row.ts';
import type { Scene } from '../scene.ts';

/** The owner makes an invite, and notes its id. */
async function invite({ cast, noted }: Scene): Promise<void> {
	const { auth, store } = cast.server.app;
	const owner = await findUser(store.db, cast.id('owner'));
	if (owner) noted.owner = hashToken((await createInvite(auth, owner, {})).token);
}

export const server: Row[] = [
	{ event: 'users.list', payload: () => ({ limit: 10 }), expected: serverOwner('ok') },
	{
		event: 'users.disable',
		payload: ({ cast }) => ({ userId: cast.id('plain'), disabled: false }),
		expected: serverOwner('ok')
	},
	{
		event: 'users.disable',
		of: 'of oneself',
		payload: ({ cast }, role) => ({ userId: cast.id(role), disabled: true }),
		expected: everybody('forbidden')
	},
	{
		event: 'users.role',
		payload: ({ cast }) => ({ userId: cast.id('plain'), role: 'member' }),
		expected: serverOwner('ok')
	},
	{
		event: 'users.role',
		of: 'of oneself',
		payload: ({ cast }, role) => ({ userId: cast.id(role), role: 'admin' }),
		expected: everybody('forbidden')
	},
	{
		event: 'users.password.reset',
		payload: ({ cast }) => ({ userId: cast.id('plain') }),
		expected: serverOwner('ok')
	},
	{
		event: 'users.factors.reset',
		payload: ({ cast }) => ({ userId: cast.id('plain') }),
		expected: serverOwner('ok')
	},
	{ event: 'server.health.get', payload: () => ({}), expected: serverOwner('ok') },
	{ event: 'server.settings.get', payload: () => ({}), expected: serverOwner('ok') },
	{
		event: 'server.settings.update',
		payload: () => ({ secondFactorRoles: [] }),
		expected: serverOwner('ok')
	},
	{ event: 'invites.list', before: invite, payload: () => ({}), expected: serverOwner('ok') },
	{
		event: 'invites.revoke',
		before: invite,
		payload: ({ noted }) => ({ id: noted.owner ?? '' }),
		expected: serverOwner('ok')
	},
	{
		event: 'invites.revoke',
		of: 'of none',
		payload: () => ({ id: 'a'.repeat(64) }),
		expected: serverOwner('not_found')
	},
	{ event: 'audit.list', payload: () => ({ limit: 10 }), expected: serverOwner('ok') }
];
