import { z } from 'zod';

/** What somebody is on the server, whatever they are in its chats. A guest takes part in what they are invited to. */
export const serverRole = z.enum(['owner', 'admin', 'member', 'guest', 'bot']);

/** What may be done on the server. An event names those that it needs; whoever asks has to have all of them. */
export const permission = z.enum([
	'chat.create',
	'user.search',
	'user.list',
	'user.disable',
	'user.role',
	'user.reset',
	'settings.update',
	'invite.create',
	'invite.list',
	'invite.revoke',
	'audit.read',
	'health.read',
	'token.create',
	'bot.manage'
]);

export type ServerRole = z.infer<typeof serverRole>;
export type Permission = z.infer<typeof permission>;
