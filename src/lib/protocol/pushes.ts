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
	/** How the person is on their devices other than the one that is told; `away` where there is none. */
	'presence.elsewhere': z.strictObject({ status: presence.shape.status.exclude(['offline']) }),
	/** Somebody signed in on another device of the person, or one of them was acknowledged: `devices.list` tells. */
	'devices.changed': z.strictObject({}),
	'session.ended': z.strictObject({ code: z.enum(['unauthenticated', 'reauth_required', 'forbidden']) }),
	'server.notice': z.strictObject({
		level: z.enum(['info', 'warning']),
		message: z.string(),
		retryAfterMs: z.int().optional()
	})
};

export type PushName = keyof typeof pushes;
export type PushData<Name extends PushName> = z.infer<(typeof pushes)[Name]>;

/** Any push with its data, as it stands in a `batch`: `['message.new', message]`. */
export type Push = { [Name in PushName]: [name: Name, data: PushData<Name>] }[PushName];

/** Several pushes in one frame, in the order in which they would have come. */
export type Batch = { events: Push[] };
