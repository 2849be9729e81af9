import { z } from 'zod';
import { shownName } from './accounts.ts';
import { user } from './entities.ts';
import { id, time } from './shapes.ts';

/**
 * What a token may be used for, within what its account may do. `read`: chats, messages, drafts and people, and being told of
 * changes. `write`: messages, reactions, read marks and drafts. `chats`: making chats, and changing their titles, members and
 * settings. `server.read`, `server.manage`: what the account's role on the server allows.
 */
export const tokenPermission = z.enum(['read', 'write', 'chats', 'server.read', 'server.manage']);

/** What a token is to be like. `expiresAt` null: it holds until it is revoked. */
export const tokenWish = z.strictObject({
	name: shownName,
	permissions: z.array(tokenPermission).min(1).max(tokenPermission.options.length),
	expiresAt: time.nullable()
});

/** A token that a program comes in with. `lastUsedAt` is right to a minute; null: never. */
export const accessToken = z.strictObject({
	id,
	userId: id,
	name: z.string(),
	permissions: z.array(tokenPermission),
	createdAt: time,
	expiresAt: time.nullable(),
	lastUsedAt: time.nullable()
});

/** A token with its secret, which is told this once. */
export const newAccessToken = accessToken.extend({ secret: z.string() });

/** An account that programs use, with how many tokens let them in, and when one of them was used last. */
export const bot = z.strictObject({
	user,
	createdAt: time,
	tokens: z.int().nonnegative(),
	lastUsedAt: time.nullable()
});

export type TokenPermission = z.infer<typeof tokenPermission>;
export type AccessToken = z.infer<typeof accessToken>;
export type NewAccessToken = z.infer<typeof newAccessToken>;
export type Bot = z.infer<typeof bot>;
