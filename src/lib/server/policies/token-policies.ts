import type { Permission } from '../../protocol/server-roles.ts';
import type { TokenPermission } from '../../protocol/tokens.ts';

/** What is known of an event before it runs. */
type Asked = { name: string; kind: 'command' | 'query' | 'signal' | 'relay'; needs: readonly Permission[] };

/** What a token has to permit for reading and for changing in a part of the house; null: no token does. */
const areas: Record<string, { read: TokenPermission | null; change: TokenPermission | null }> = {
	sync: { read: 'read', change: null },
	chat: { read: 'read', change: 'chats' },
	message: { read: 'read', change: 'write' },
	draft: { read: 'read', change: 'write' },
	typing: { read: null, change: 'write' },
	presence: { read: 'read', change: null },
	notification: { read: 'read', change: null },
	users: { read: 'read', change: null }
};

/** Whoever finds a token lying about does not take over accounts with it, nor lowers what guards them. */
const closed = new Set([
	'users.password.reset',
	'users.factors.reset',
	'users.role',
	'server.settings.update',
	'presence.settings.update',
	'tokens.list',
	'tokens.create',
	'tokens.revoke',
	'bots.list',
	'bots.create'
]);

/** Needs that make no event one of looking after the server. */
const ofEverybody: readonly Permission[] = ['chat.create', 'user.search'];

/**
 * What a token has to permit for this event; null: none may, and so it is for an event of a part that nothing is said of.
 * `any`: what it runs is looked at by itself.
 */
export function permissionFor({ name, kind, needs }: Asked): TokenPermission | 'any' | null {
	if (kind === 'relay') return 'any';
	if (closed.has(name)) return null;
	if (needs.some((need) => !ofEverybody.includes(need)))
		return kind === 'query' ? 'server.read' : 'server.manage';
	// How a program is: as long as it may write, it may say so.
	if (kind === 'signal') return 'write';
	return areas[name.split('.')[0] ?? '']?.[kind === 'query' ? 'read' : 'change'] ?? null;
}
