import type { Permission, ServerRole } from '../../protocol/server-roles.ts';

const ofMembers: Permission[] = ['chat.create', 'user.search', 'invite.create', 'token.create'];
const ofAdmins: Permission[] = [
	...ofMembers,
	'user.list',
	'user.disable',
	'user.role',
	'user.reset',
	'settings.update',
	'invite.list',
	'invite.revoke',
	'audit.read',
	'health.read',
	'bot.manage'
];

const permissions: Record<ServerRole, readonly Permission[]> = {
	owner: ofAdmins,
	admin: ofAdmins,
	member: ofMembers,
	guest: [],
	bot: ['user.search']
};

export function permissionsOf(role: ServerRole): readonly Permission[] {
	return permissions[role];
}

/** Whether a role has all that is needed. */
export function mayAll(role: ServerRole, needs: readonly Permission[]): boolean {
	return needs.every((permission) => permissions[role].includes(permission));
}

/** Owners look after everybody, admins after those who look after nothing. */
export function mayLookAfter(role: ServerRole, target: ServerRole): boolean {
	return role === 'owner' || (role === 'admin' && target !== 'owner' && target !== 'admin');
}

/** Nobody gives a role that they do not look after, and a bot stays one. */
export function mayGiveServerRole(role: ServerRole, from: ServerRole, to: ServerRole): boolean {
	if (from === 'bot' || to === 'bot') return false;
	return mayLookAfter(role, from) && mayLookAfter(role, to);
}
