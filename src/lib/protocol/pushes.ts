import { z } from 'zod';
import { chat, draft, message, notificationSettings, presence, user } from './entities.ts';
import { id, seq } from './shapes.ts';

const typing = z.strictObject({ chatId: id, userId: id });

/** What the server tells without being asked. Every entity is whole: apply it if it is newer, in any order, twice or not at all. */
export const pushes = {
	'message.new': message,
	'message.edited': message,
	'message.deleted': message,
	'message.reacted': message,
	'message.pinned': message,
	'message.read': z.strictObject({ chatId: id, userId: id, seq }),
	'draft.updated': draft,
	'chat.initiated': chat,
	'chat.updated': chat,
	'chat.removed': chat,
	'user.updated': user,
	'typing.start': typing,
	'typing.stop': typing,
	'presence.updated': presence,
	'notification.settings.updated': notificationSettings,
	'presence.elsewhere': z.strictObject({ status: presence.shape.status.exclude(['offline']) }),
	'devices.changed': z.strictObject({}),
	'session.ended': z.strictObject({ code: z.enum(['unauthenticated', 'reauth_required', 'forbidden']) }),
	'server.notice': z.strictObject({
		level: z.enum(['info', 'warning']),
		message: z.string(),
		retryAfterMs: z.int().optional()
	})
};

/** When each of them is told, and to whom. */
export const pushSummaries: Record<PushName, string> = {
	'message.new': 'A message was sent in a chat of the reader.',
	'message.edited': 'A message says something else.',
	'message.deleted': 'A message was deleted; it keeps its place.',
	'message.reacted': 'The reactions to a message changed.',
	'message.pinned': 'A message was pinned, or taken off.',
	'message.read': 'Somebody has read a chat up to a message.',
	'draft.updated': 'The draft changed on another device of the same person.',
	'chat.initiated': 'A chat has begun for the reader: by its first message, or because they were added.',
	'chat.updated': 'Something of a chat changed: its title, its members, or a setting of the reader.',
	'chat.removed': 'A chat is gone for the reader: deleted, left, or they were taken out.',
	'user.updated': 'A person is called otherwise, or was disabled or enabled.',
	'typing.start': 'Somebody types in a chat. Shown for 3 seconds.',
	'typing.stop': 'Somebody types no longer.',
	'presence.updated': 'Somebody is there, away or gone; of those whom this connection asked for last.',
	'notification.settings.updated': 'The same person chose on another device what notifications tell.',
	'presence.elsewhere': 'How the same person is on their other devices; `away` where there is none.',
	'devices.changed':
		'Somebody signed in as the same person on a new device, or one of them was acknowledged; `devices.new.list` tells.',
	'session.ended': 'The session has ended. The connection is closed after this.',
	'server.notice': 'A word of the server to whoever is connected.'
};

export type PushName = keyof typeof pushes;
export type PushData<Name extends PushName> = z.infer<(typeof pushes)[Name]>;

/** Any push with its data, as it stands in a `batch`: `['message.new', message]`. */
export type Push = { [Name in PushName]: [name: Name, data: PushData<Name>] }[PushName];

/** Several pushes in one frame, in the order in which they would have come. */
export type Batch = { events: Push[] };
