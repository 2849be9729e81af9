import type { ServerRole } from '../../../protocol/server-roles.ts';

/** Roles as people call them, with what they may do. */
export const roleNames: Record<ServerRole, { name: string; plural: string; may: string }> = {
	owner: { name: 'Owner', plural: 'Owners', may: 'looks after everybody, admins too' },
	admin: { name: 'Admin', plural: 'Admins', may: 'looks after people and invites' },
	member: { name: 'Member', plural: 'Members', may: 'begins chats and invites others' },
	guest: { name: 'Guest', plural: 'Guests', may: 'takes part in the chats that others add them to' },
	bot: { name: 'Bot', plural: 'Bots', may: 'is a program' }
};
