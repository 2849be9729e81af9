import type { ServerRole } from '../../../protocol/server-roles.ts';

/** Roles as people call them, with what they may do. */
export const roleNames: Record<ServerRole, { name: string; may: string }> = {
	owner: { name: 'Owner', may: 'looks after everybody, admins too' },
	admin: { name: 'Admin', may: 'looks after people and invites' },
	member: { name: 'Member', may: 'begins chats and invites others' },
	guest: { name: 'Guest', may: 'takes part in the chats that others add them to' },
	bot: { name: 'Bot', may: 'is a program' }
};
