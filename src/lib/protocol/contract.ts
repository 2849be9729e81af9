import { z } from 'zod';
import { auditAction, auditEntry } from './audit.ts';
import { documentOf } from './document/document-shape.ts';
import {
	chat,
	chatContent,
	device,
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
import type { Reply } from './envelope.ts';
import { serverHealth } from './server-health.ts';
import { serverRole } from './server-roles.ts';
import { isReadable } from './readable.ts';
import { cleanText, cursor, emoji, id, limitedList, limitedText, seq, time, version } from './shapes.ts';

/** `command` writes, in one transaction; `query` reads; `signal` is stored nowhere; `relay` runs other events. */
type Kind = 'command' | 'query' | 'signal' | 'relay';

/** One event of the wire: what it takes, what it answers, and which rate it counts against. */
export type Entry<
	K extends Kind = Kind,
	Payload extends z.ZodType = z.ZodType,
	Data extends z.ZodType = z.ZodType
> = {
	kind: K;
	rate: RateClass;
	payload: Payload;
	data: Data;
};

function entry<K extends Kind, Payload extends z.ZodType, Data extends z.ZodType>(
	kind: K,
	payload: Payload,
	data: Data,
	rate: RateClass = 'other'
): Entry<K, Payload, Data> {
	return { kind, rate, payload, data };
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
			z.strictObject({
				mutations: z
					.array(z.strictObject({ id, event: z.string().max(100), payload: z.unknown(), at: time }))
					.max(200)
			}),
			z.strictObject({ results: z.array(z.strictObject({ id, reply: z.custom<Reply>() })) })
		),
		'chat.create': entry(
			'command',
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
			z.strictObject({ chatId: id, title, baseVersion: version, mutationId: id }),
			chat
		),
		'chat.settings.update': entry(
			'command',
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
		'chat.writers.update': entry('command', z.strictObject({ chatId: id, writers }), chat),
		'chat.delete': entry('command', z.strictObject({ chatId: id, seq: seq.optional() }), chat),
		'chat.leave': entry('command', z.strictObject({ chatId: id }), chat),
		'chat.members.add': entry(
			'command',
			z.strictObject({ chatId: id, userIds: limitedList(id, limits.membersPerAddMax) }),
			chat
		),
		'chat.members.remove': entry('command', z.strictObject({ chatId: id, userId: id }), chat),
		'chat.members.role': entry('command', z.strictObject({ chatId: id, userId: id, role: memberRole }), chat),
		'chat.members.get': entry(
			'query',
			z.strictObject({
				chatId: id,
				after: id.optional(),
				query: cleanText.max(100).optional(),
				limit: z.int().min(1).max(100)
			}),
			z.array(listedMember)
		),
		'chat.messages.get': entry(
			'query',
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
			z.strictObject({
				chats: z.array(z.strictObject({ chatId: id, cursor: cursor.optional() })).max(50)
			}),
			z.strictObject({ chats: z.array(chatContent) })
		),
		'users.search': entry(
			'query',
			z.strictObject({ query: cleanText.max(100), limit: z.int().min(1).max(50) }),
			z.array(user)
		),
		'users.get': entry('query', z.strictObject({ userIds: z.array(id).max(200) }), z.array(user)),
		'users.list': entry(
			'query',
			z.strictObject({
				after: id.optional(),
				query: cleanText.max(100).optional(),
				limit: z.int().min(1).max(100)
			}),
			z.array(personOnServer)
		),
		'users.disable': entry('command', z.strictObject({ userId: id, disabled: z.boolean() }), personOnServer),
		'users.role': entry('command', z.strictObject({ userId: id, role: serverRole }), personOnServer),
		'users.password.reset': entry(
			'command',
			z.strictObject({ userId: id }),
			z.strictObject({ token: z.string(), expiresAt: time })
		),
		'users.factors.reset': entry('command', z.strictObject({ userId: id }), personOnServer),
		'server.settings.get': entry('query', nothing, serverSettings),
		'server.health.get': entry('query', z.strictObject({}), serverHealth),
		'server.settings.update': entry('command', serverSettings, serverSettings),
		'invites.list': entry('query', nothing, z.array(openInvite)),
		'invites.revoke': entry('command', z.strictObject({ id: openInvite.shape.id }), nothing),
		'audit.list': entry(
			'query',
			z.strictObject({
				action: auditAction.optional(),
				userId: id.optional(),
				before: id.optional(),
				limit: z.int().min(1).max(100)
			}),
			z.array(auditEntry)
		),
		'typing.start': entry('signal', z.strictObject({ chatId: id }), nothing, 'typing'),
		'typing.stop': entry('signal', z.strictObject({ chatId: id }), nothing, 'typing'),
		'presence.set': entry(
			'signal',
			z.strictObject({ status: presence.shape.status.exclude(['offline']) }),
			nothing
		),
		'presence.get': entry('query', z.strictObject({ userIds: z.array(id).max(200) }), z.array(presence)),
		'presence.settings.get': entry('query', z.strictObject({}), presenceSettings),
		'presence.settings.update': entry('command', presenceSettings, presenceSettings),
		'notification.settings.get': entry('query', z.strictObject({}), notificationSettings),
		'notification.settings.update': entry('command', notificationSettings, notificationSettings),
		'devices.list': entry('query', z.strictObject({}), z.array(device)),
		'devices.acknowledge': entry(
			'command',
			z.strictObject({ deviceId: id, own: z.boolean() }),
			z.strictObject({ ended: z.int().nonnegative() })
		),
		'draft.update': entry(
			'command',
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
			z.strictObject({ chatId: id, baseVersion: version, mutationId: id }),
			draft,
			'draft'
		),
		'draft.history.get': entry('query', z.strictObject({ chatId: id }), z.array(draftHistoryEntry)),
		'draft.history.restore': entry(
			'command',
			z.strictObject({ chatId: id, id, baseVersion: version, mutationId: id }),
			draft,
			'draft'
		),
		'message.send': entry(
			'command',
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
			z.strictObject({ id, content: documentOf(limits, { mayBeBlank: false }) }),
			message,
			'send'
		),
		'message.delete': entry('command', z.strictObject({ id }), message),
		'message.react': entry('command', z.strictObject({ id, emoji, on: z.boolean() }), message),
		'message.pin': entry('command', z.strictObject({ id, on: z.boolean() }), message),
		'message.pin.list': entry('query', z.strictObject({ chatId: id }), z.array(message)),
		'message.mention.list': entry(
			'query',
			z.strictObject({ before: id.optional(), limit: z.int().min(1).max(100) }),
			z.array(message)
		),
		'message.versions.get': entry('query', z.strictObject({ id }), z.array(messageVersion)),
		'message.read': entry(
			'command',
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
