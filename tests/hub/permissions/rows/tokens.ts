import { newId } from '$lib/protocol/ids.ts';
import { roles } from '../cast.ts';
import { everybody, serverOwner, type Row } from '../row.ts';
import type { Scene } from '../scene.ts';

const wish = { name: 'Nightly build', permissions: ['write' as const], expiresAt: null };

let bots = 0;

/** An account has its name for ever, and the table makes many. */
function anotherBot() {
	bots += 1;
	return { id: newId(), username: `echo-${bots}`, displayName: 'Echo' };
}

/** Everybody makes a token, and notes its id. */
async function token({ cast, noted }: Scene): Promise<void> {
	for (const role of roles) {
		const { id } = await cast.clients[role].get('tokens.create', { id: newId(), ...wish });
		noted[role] = id;
	}
}

/** The owner makes a bot, and notes its id. */
async function bot({ cast, noted }: Scene): Promise<void> {
	const { user } = await cast.clients.owner.get('bots.create', anotherBot());
	noted.owner = user.id;
}

export const tokens: Row[] = [
	{ event: 'tokens.list', before: token, payload: () => ({}), expected: everybody('ok') },
	{
		event: 'tokens.list',
		of: 'of a bot',
		before: bot,
		payload: ({ noted }) => ({ userId: noted.owner ?? '' }),
		expected: { ...everybody('not_found'), owner: 'ok' }
	},
	{
		event: 'tokens.list',
		of: 'of somebody else',
		payload: ({ cast }) => ({ userId: cast.id('plain') }),
		expected: everybody('not_found')
	},
	{ event: 'tokens.create', payload: () => ({ id: newId(), ...wish }), expected: everybody('ok') },
	{
		event: 'tokens.create',
		of: 'for a bot',
		before: bot,
		payload: ({ noted }) => ({ id: newId(), ...wish, userId: noted.owner ?? '' }),
		expected: { ...everybody('not_found'), owner: 'ok' }
	},
	{
		event: 'tokens.create',
		of: 'for somebody else',
		payload: ({ cast }) => ({ id: newId(), ...wish, userId: cast.id('plain') }),
		expected: everybody('not_found')
	},
	{
		event: 'tokens.revoke',
		before: token,
		payload: ({ noted }, role) => ({ id: noted[role] ?? '' }),
		expected: everybody('ok')
	},
	{
		event: 'tokens.revoke',
		of: 'of the owner',
		before: token,
		payload: ({ noted }) => ({ id: noted.owner ?? '' }),
		expected: { ...everybody('not_found'), owner: 'ok' }
	},
	{ event: 'bots.list', before: bot, payload: () => ({}), expected: serverOwner('ok') },
	{
		event: 'bots.create',
		payload: anotherBot,
		expected: serverOwner('ok')
	}
];
