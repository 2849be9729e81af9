import { z } from 'zod';
import { shownName, username } from './accounts.ts';
import { auditAction, auditEntry } from './audit.ts';
import { documentOf } from './document/document-shape.ts';
import {
	anyReply,
	chat,
	chatContent,
	device,
	newDevice,
	draft,
	draftHistoryEntry,
	listedMember,
	memberRole,
	message,
	messageVersion,
	notificationSettings,
	notifyLevel,
	openInvite,
	personOnServer,
	serverSettings,
	presence,
	presenceSettings,
	user,
	writers
} from './entities.ts';
import type { Limits, RateClass } from './limits.ts';
import { serverHealth } from './server-health.ts';
import { serverRole } from './server-roles.ts';
import { isReadable } from './readable.ts';
import { accessToken, bot, newAccessToken, tokenWish } from './tokens.ts';
import { cleanText, cursor, emoji, id, limitedList, limitedText, seq, time, version } from './shapes.ts';

/** `command` writes, in one transaction; `query` reads; `signal` is stored nowhere; `relay` runs other events. */
type Kind = 'command' | 'query' | 'signal' | 'relay';

/** One event of the wire: what it does, in a sentence, what it takes and answers, and which rate it counts against. */
export type Entry<
	K extends Kind = Kind,
	Payload extends z.ZodType = z.ZodType,
	Data extends z.ZodType = z.ZodType
> = {
	kind: K;
	summary: string;
	rate: RateClass;
	payload: Payload;
	data: Data;
	/** The answer is a page of a longer list, and its `meta` says with `hasBefore` and `hasAfter` on which sides of it there is more. */
	paged: boolean;
};

function entry<K extends Kind, Payload extends z.ZodType, Data extends z.ZodType>(
	kind: K,
	summary: string,
	payload: Payload,
	data: Data,
	rate: RateClass = 'other'
): Entry<K, Payload, Data> {
	return { kind, summary, rate, payload, data, paged: false };
}

/** A query that tells a list page by page. What a request goes on from has `before` or `after` in its name. */
function page<Payload extends z.ZodType, Data extends z.ZodType>(
	summary: string,
	payload: Payload,
	data: Data
): Entry<'query', Payload, Data> {
	const told = '`meta` says with `hasBefore` and `hasAfter` on which sides of it there is more.';
	return { ...entry('query', `${summary} ${told}`, payload, data), paged: true };
}

/** No file can be attached yet, so only the empty list is right. */
const attachments = z.array(z.never()).optional();

/** What a signal answers, and what a list of everything is asked with. */
const nothing = z.strictObject({});

/**
 * The whole contract under the given limits: event → entry. An event is added here and in
 * `server/handlers/<event>.ts`, nowhere else.
 */
export function contract(limits: Limits) {
	const title = limitedText(limits.titleCharactersMax)
		.refine(isReadable, 'must not be empty')
		.transform((value) => value.trim());

	return {
		'sync.initial': entry(
			'query',
			'Tells the most recent chats, in pages; with a cursor what changed since, removals included.',
			z.strictObject({
				cursor: cursor.nullable(),
				openChatId: id.optional(),
				limit: z.int().min(1).max(500).optional()
			}),
			z.strictObject({
				cursor,
				chats: z.array(chat),
				drafts: z.array(draft),
				users: z.array(user),
				hot: z.array(message),
				more: z.boolean()
			})
		),
		'sync.offline': entry(
			'relay',
			'Runs what waited on a device, each as its own event would be, in order within one chat; one refusal stops nothing else.',
			z.strictObject({
				mutations: z
					.array(z.strictObject({ id, event: z.string().max(100), payload: z.unknown(), at: time }))
					.max(200)
			}),
			z.strictObject({ results: z.array(z.strictObject({ id, reply: anyReply })) })
		),
		'chat.create': entry(
			'command',
			'Makes a chat that nobody but its maker sees until its first message. A direct chat with the same person answers the one that is there.',
			z.strictObject({
				id,
				kind: z.enum(['direct', 'group', 'self']),
				memberIds: limitedList(id, limits.membersAtCreateMax),
				title: title.optional()
			}),
			chat
		),
		'chat.title.update': entry(
			'command',
			'Gives a chat another title, unless it was changed elsewhere since `baseVersion`.',
			z.strictObject({ chatId: id, title, baseVersion: version, mutationId: id }),
			chat
		),
		'chat.settings.update': entry(
			'command',
			"Changes the caller's own settings of a chat.",
			z.strictObject({
				chatId: id,
				pinned: z.boolean().optional(),
				archived: z.boolean().optional(),
				mutedUntil: time.nullable().optional(),
				notify: notifyLevel.nullable().optional(),
				unreadFrom: seq.min(1).nullable().optional()
			}),
			chat
		),
		'chat.writers.update': entry(
			'command',
			'Says who may write in a group: all, or its admins alone.',
			z.strictObject({ chatId: id, writers }),
			chat
		),
		'chat.delete': entry(
			'command',
			'Destroys a group or notes to oneself; hides a direct chat for the caller alone, up to `seq`.',
			z.strictObject({ chatId: id, seq: seq.optional() }),
			chat
		),
		'chat.leave': entry('command', 'Leaves a group.', z.strictObject({ chatId: id }), chat),
		'chat.members.add': entry(
			'command',
			'Adds people to a group. They see its history, none of it unread.',
			z.strictObject({ chatId: id, userIds: limitedList(id, limits.membersPerAddMax) }),
			chat
		),
		'chat.members.remove': entry(
			'command',
			'Takes somebody out of a group.',
			z.strictObject({ chatId: id, userId: id }),
			chat
		),
		'chat.members.role': entry(
			'command',
			'Gives a member of a group another role.',
			z.strictObject({ chatId: id, userId: id, role: memberRole }),
			chat
		),
		'chat.members.get': page(
			'Tells a page of members: owners, admins, then the others by name. `after` is the last one of the page before, `meta.total` how many there are.',
			z.strictObject({
				chatId: id,
				after: id.optional(),
				query: cleanText.max(100).optional(),
				limit: z.int().min(1).max(100)
			}),
			z.array(listedMember)
		),
		'chat.messages.get': page(
			'Tells a page of messages, ascending; the newest where no place is named. `meta.lastSeq` is that of the newest.',
			z
				.strictObject({
					chatId: id,
					beforeSeq: seq.optional(),
					afterSeq: seq.optional(),
					aroundSeq: seq.optional(),
					limit: z.int().min(1).max(100)
				})
				.refine(
					(value) =>
						[value.beforeSeq, value.afterSeq, value.aroundSeq].filter((place) => place !== undefined)
							.length <= 1,
					'must name at most one of beforeSeq, afterSeq and aroundSeq'
				),
			z.array(message)
		),
		'chat.content.batch': entry(
			'query',
			'Tells what changed in several chats, each since its own cursor, or its latest page.',
			z.strictObject({
				chats: z.array(z.strictObject({ chatId: id, cursor: cursor.optional() })).max(50)
			}),
			z.strictObject({ chats: z.array(chatContent) })
		),
		'users.search': entry(
			'query',
			'Finds people by their names.',
			z.strictObject({ query: cleanText.max(100), limit: z.int().min(1).max(50) }),
			z.array(user)
		),
		'users.me': entry('query', 'Tells who the caller is.', nothing, user),
		'users.get': entry(
			'query',
			'Tells who people are, by their ids.',
			z.strictObject({ userIds: z.array(id).max(200) }),
			z.array(user)
		),
		'users.list': page(
			'Tells a page of the accounts of the server, by name. `after` is the last one of the page before, `meta.total` how many there are.',
			z.strictObject({
				after: id.optional(),
				query: cleanText.max(100).optional(),
				limit: z.int().min(1).max(100)
			}),
			z.array(personOnServer)
		),
		'users.disable': entry(
			'command',
			'Disables an account, which ends its sessions, or enables it again.',
			z.strictObject({ userId: id, disabled: z.boolean() }),
			personOnServer
		),
		'users.role': entry(
			'command',
			'Gives somebody another role on the server. Nobody changes their own.',
			z.strictObject({ userId: id, role: serverRole }),
			personOnServer
		),
		'users.password.reset': entry(
			'command',
			'Makes the token of a link by which somebody gives themselves a new password, once.',
			z.strictObject({ userId: id }),
			z.strictObject({ token: z.string(), expiresAt: time })
		),
		'users.factors.reset': entry(
			'command',
			"Takes away somebody's second factors.",
			z.strictObject({ userId: id }),
			personOnServer
		),
		'server.settings.get': entry(
			'query',
			'Tells what holds for everybody on the server.',
			nothing,
			serverSettings
		),
		'server.health.get': entry(
			'query',
			'Tells how the server is, for those who look after it.',
			z.strictObject({}),
			serverHealth
		),
		'server.settings.update': entry(
			'command',
			'Changes what holds for everybody on the server.',
			serverSettings,
			serverSettings
		),
		'invites.list': entry(
			'query',
			'Lists the invites that still let people in.',
			nothing,
			z.array(openInvite)
		),
		'invites.revoke': entry(
			'command',
			'Ends an invite.',
			z.strictObject({ id: openInvite.shape.id }),
			nothing
		),
		'audit.list': page(
			'Tells a page of the audit record, the newest line first. `before` is the last one of the page before.',
			z.strictObject({
				action: auditAction.optional(),
				userId: id.optional(),
				before: id.optional(),
				limit: z.int().min(1).max(100)
			}),
			z.array(auditEntry)
		),
		'typing.start': entry(
			'signal',
			'Shows the others of a chat that the caller types, for 3 seconds.',
			z.strictObject({ chatId: id }),
			nothing,
			'typing'
		),
		'typing.stop': entry(
			'signal',
			'Shows them no longer that the caller types.',
			z.strictObject({ chatId: id }),
			nothing,
			'typing'
		),
		'presence.set': entry(
			'signal',
			'Says how the caller is, as far as this connection knows.',
			z.strictObject({ status: presence.shape.status.exclude(['offline']) }),
			nothing
		),
		'presence.get': entry(
			'query',
			'Tells who is there. From then on the connection is told when one of the 200 people changes that it asked for last. `meta` has `now`.',
			z.strictObject({ userIds: z.array(id).max(200) }),
			z.array(presence)
		),
		'presence.settings.get': entry(
			'query',
			'Tells what the caller chose to be seen of them.',
			z.strictObject({}),
			presenceSettings
		),
		'presence.settings.update': entry(
			'command',
			'Chooses what is seen of the caller.',
			presenceSettings,
			presenceSettings
		),
		'notification.settings.get': entry(
			'query',
			'Tells what the caller is told of by notifications.',
			z.strictObject({}),
			notificationSettings
		),
		'notification.settings.update': entry(
			'command',
			'Chooses what the caller is told of by notifications, on all devices.',
			notificationSettings,
			notificationSettings
		),
		'devices.list': entry('query', 'Lists the devices of the caller.', z.strictObject({}), z.array(device)),
		'devices.new.list': entry(
			'query',
			'Lists the devices on which somebody signed in of whom the caller has not said yet that it was them. To a device that is new itself it tells none.',
			z.strictObject({}),
			z.array(newDevice)
		),
		'devices.acknowledge': entry(
			'command',
			"Says of a new device whether it is the caller's own. One that is not loses its sessions; `ended` tells how many.",
			z.strictObject({ deviceId: id, own: z.boolean() }),
			z.strictObject({ ended: z.int().nonnegative() })
		),
		'tokens.list': entry(
			'query',
			'Lists the tokens of the caller, or of a bot, the newest first.',
			z.strictObject({ userId: id.optional() }),
			z.array(accessToken)
		),
		'tokens.create': entry(
			'command',
			'Makes a token for the caller, or for a bot. Its secret is told once; asked again before it was used, it gets another.',
			tokenWish.extend({ id, userId: id.optional() }),
			newAccessToken
		),
		'tokens.revoke': entry(
			'command',
			'Ends a token of the caller, or of a bot, and the connections that it opened.',
			z.strictObject({ id }),
			nothing
		),
		'bots.list': entry('query', 'Lists the bots of the server, by name.', nothing, z.array(bot)),
		'bots.create': entry(
			'command',
			'Makes an account that programs use. It has no password: a token lets them in.',
			z.strictObject({ id, username, displayName: shownName }),
			bot
		),
		'draft.update': entry(
			'command',
			"Saves the caller's draft in a chat, unless it was changed elsewhere since `baseVersion`.",
			z.strictObject({
				chatId: id,
				content: documentOf(limits, { mayBeBlank: true }),
				replyTo: id.nullish(),
				attachments,
				baseVersion: version,
				mutationId: id
			}),
			draft,
			'draft'
		),
		'draft.delete': entry(
			'command',
			"Deletes the caller's draft in a chat, unless it was changed elsewhere since `baseVersion`.",
			z.strictObject({ chatId: id, baseVersion: version, mutationId: id }),
			draft,
			'draft'
		),
		'draft.history.get': entry(
			'query',
			"Lists earlier and refused texts of the caller's draft in a chat.",
			z.strictObject({ chatId: id }),
			z.array(draftHistoryEntry)
		),
		'draft.history.restore': entry(
			'command',
			'Makes a text of the history the draft again.',
			z.strictObject({ chatId: id, id, baseVersion: version, mutationId: id }),
			draft,
			'draft'
		),
		'message.send': entry(
			'command',
			'Sends a message, and consumes the draft of exactly `draftVersion`; a newer one stays.',
			z.strictObject({
				id,
				chatId: id,
				content: documentOf(limits, { mayBeBlank: false }),
				replyTo: id.nullish(),
				attachments,
				draftVersion: version.optional(),
				forwardOf: id.optional()
			}),
			message,
			'send'
		),
		'message.edit': entry(
			'command',
			'Changes what a message says. Its sender may, unless it was deleted or forwarded.',
			z.strictObject({ id, content: documentOf(limits, { mayBeBlank: false }) }),
			message,
			'send'
		),
		'message.delete': entry(
			'command',
			'Deletes a message, which keeps its place. Its sender may, and the admins of a group.',
			z.strictObject({ id }),
			message
		),
		'message.react': entry(
			'command',
			"Puts the caller's reaction to a message, or takes it off.",
			z.strictObject({ id, emoji, on: z.boolean() }),
			message
		),
		'message.pin': entry(
			'command',
			'Pins a message in its chat, or takes it off.',
			z.strictObject({ id, on: z.boolean() }),
			message
		),
		'message.pin.list': entry(
			'query',
			'Lists the pinned messages of a chat.',
			z.strictObject({ chatId: id }),
			z.array(message)
		),
		'message.mention.list': page(
			'Tells a page of messages that mention the caller, the newest first. `before` is the last one of the page before.',
			z.strictObject({ before: id.optional(), limit: z.int().min(1).max(100) }),
			z.array(message)
		),
		'message.versions.get': entry(
			'query',
			'Tells its sender what an edited message said before.',
			z.strictObject({ id }),
			z.array(messageVersion)
		),
		'message.read': entry(
			'command',
			'Marks a chat as read up to a message; never goes back.',
			z.strictObject({ chatId: id, seq }),
			z.strictObject({ readSeq: seq, unread: z.int().nonnegative(), mentions: z.int().nonnegative() })
		)
	};
}

export type Contract = ReturnType<typeof contract>;
export type EventName = keyof Contract;
export type EventKind<Name extends EventName> = Contract[Name]['kind'];

/** The payload after parsing: what a handler gets. */
export type Payload<Name extends EventName> = z.output<Contract[Name]['payload']>;

/** The payload before parsing: what a client sends. */
export type PayloadInput<Name extends EventName> = z.input<Contract[Name]['payload']>;

/** What a success answers. */
export type Data<Name extends EventName> = z.infer<Contract[Name]['data']>;
