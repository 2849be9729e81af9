import { z } from 'zod';
import type { Document } from './document/document.ts';
import type { Reply } from './envelope.ts';
import { serverRole } from './server-roles.ts';
import { cursor, id, seq, time, version } from './shapes.ts';

/** A document that the server has checked before; entities are never parsed again. */
export const storedDocument = z.custom<Document>();

/** The answer to an event that ran inside another one. */
export const anyReply = z.custom<Reply>();

export const memberRole = z.enum(['owner', 'admin', 'member']);

/** Who may write in a chat: `admins` makes it one of announcements. Owners are admins too. */
export const writers = z.enum(['all', 'admins']);

/** Which messages of a chat a person is told of by a notification. */
export const notifyLevel = z.enum(['all', 'mentions', 'none']);

export const user = z.strictObject({
	id,
	username: z.string(),
	displayName: z.string(),
	avatarUrl: z.string().nullable(),
	bot: z.boolean(),
	disabled: z.boolean()
});

/** An account as those see it who look after the server. */
export const personOnServer = z.strictObject({ user, role: serverRole, createdAt: time });

/** What holds for everybody on the server. `secondFactorRoles`: whose people have to have a second factor. */
export const serverSettings = z.strictObject({
	secondFactorRoles: z.array(serverRole.exclude(['bot'])).max(4)
});

/** An invite that still lets people in. `usesLeft` null: as many as come. `expiresAt` null: until it is revoked. */
export const openInvite = z.strictObject({
	/** The SHA-256 of its token, in hex: it lets nobody in. */
	id: z.string().regex(/^[0-9a-f]{64}$/),
	createdBy: user.nullable(),
	usesLeft: z.int().positive().nullable(),
	expiresAt: time.nullable(),
	createdAt: time
});

/**
 * `seq` is dense from 1 within the chat. A deleted message keeps its place, with `content: null`. `version` counts its
 * changes: of two the higher one holds. `forwardedFrom`: who wrote the message that this one forwards.
 */
export const message = z.strictObject({
	id,
	chatId: id,
	seq,
	senderId: id,
	content: storedDocument.nullable(),
	replyTo: id.nullable(),
	attachments: z.array(z.never()),
	mentions: z.array(id),
	reactions: z.array(z.strictObject({ emoji: z.string(), userIds: z.array(id) })),
	createdAt: time,
	editedAt: time.nullable(),
	deletedAt: time.nullable(),
	version,
	pinnedAt: time.nullable(),
	forwardedFrom: id.nullable()
});

/** What an edited message said before, and since when. */
export const messageVersion = z.strictObject({ content: storedDocument, writtenAt: time });

/** A person's unsent text in one chat. `content: null` with `deleted: true` is a tombstone, which has a version too. */
export const draft = z.strictObject({
	chatId: id,
	content: storedDocument.nullable(),
	replyTo: id.nullable(),
	attachments: z.array(z.never()),
	version,
	mutationId: id.nullable(),
	deviceId: id.nullable(),
	updatedAt: time,
	deleted: z.boolean()
});

export const member = z.strictObject({ userId: id, role: memberRole, readSeq: seq });

/** A member with the person, as the list of a large chat's members tells them. */
export const listedMember = member.extend({ user });

/**
 * A chat as one person sees it: `myRole`, `readSeq`, `unread` and the settings are the reader's own. `firstSeq` is the
 * first message that they can get: 1, unless they deleted a direct chat for themselves. Of two the one with the higher
 * `revision` is newer. `notify` null: as chosen for all chats. `unreadFrom`: the first of the messages that the reader
 * marked as unread; `readSeq` and the counts go on without regard to it.
 */
export const chat = z.strictObject({
	id,
	kind: z.enum(['direct', 'group', 'self']),
	title: z.string().nullable(),
	titleVersion: version,
	memberCount: z.int().nonnegative(),
	members: z.array(member),
	myRole: memberRole,
	writers,
	firstSeq: seq,
	lastSeq: seq,
	lastMessage: message.nullable(),
	readSeq: seq,
	unread: z.int().nonnegative(),
	mentions: z.int().nonnegative(),
	pinned: z.boolean(),
	archived: z.boolean(),
	mutedUntil: time.nullable(),
	notify: notifyLevel.nullable(),
	unreadFrom: seq.nullable(),
	draftOnly: z.boolean(),
	createdAt: time,
	activeAt: time,
	removed: z.boolean(),
	revision: version
});

/** What changed in one chat since a cursor, or its latest page (`gap: true`) when that is too much to tell. */
export const chatContent = z.union([
	z.strictObject({
		chatId: id,
		cursor,
		messages: z.array(message),
		gap: z.boolean(),
		lastSeq: seq
	}),
	z.strictObject({ chatId: id, error: z.strictObject({ code: z.literal('not_found'), message: z.string() }) })
]);

/**
 * A text that is no longer the draft: refused because it was based on an old version, written over from another
 * device or by much less text, deleted, or sent as something else.
 */
export const draftHistoryEntry = z.strictObject({
	id,
	content: storedDocument,
	deviceId: id.nullable(),
	savedAt: time,
	reason: z.enum(['stale', 'replaced', 'deleted', 'sent'])
});

/**
 * Whether a person is there: `away` without input on any device, `dnd` not to be disturbed. `lastSeenAt` is null when it is
 * not known, not the reader's business, or kept to themselves by one of the two.
 */
export const presence = z.strictObject({
	userId: id,
	status: z.enum(['active', 'away', 'dnd', 'offline']),
	lastSeenAt: time.nullable()
});

/** What a person chose to be seen of them. Who hides when they were last seen does not see it of others. */
export const presenceSettings = z.strictObject({ hideLastSeen: z.boolean() });

export const minuteOfDay = z.int().min(0).max(1439);

/**
 * What a person is told of by notifications, on all devices. Of direct chats `mentions` tells every message. Quiet hours are minutes
 * after midnight by the clock of each device, and may go over midnight.
 */
export const notificationSettings = z.strictObject({
	level: notifyLevel,
	quietHours: z.strictObject({ from: minuteOfDay, until: minuteOfDay }).nullable()
});

/** A device on which this person is or was signed in; `current` is the one that asks. */
export const device = z.strictObject({
	id,
	name: z.string(),
	lastSeenAt: time,
	current: z.boolean()
});

/**
 * A device on which somebody signed in at this time, of whom the person has not said yet that it was them. `place`: roughly
 * where it was seen last, null where the server does not know.
 */
export const newDevice = z.strictObject({ id, name: z.string(), since: time, place: z.string().nullable() });

export type ServerSettings = z.infer<typeof serverSettings>;
export type PersonOnServer = z.infer<typeof personOnServer>;
export type OpenInvite = z.infer<typeof openInvite>;
export type Presence = z.infer<typeof presence>;
export type PresenceSettings = z.infer<typeof presenceSettings>;
export type NotifyLevel = z.infer<typeof notifyLevel>;
export type NotificationSettings = z.infer<typeof notificationSettings>;
export type Device = z.infer<typeof device>;
export type NewDevice = z.infer<typeof newDevice>;
export type User = z.infer<typeof user>;
export type Message = z.infer<typeof message>;
export type MessageVersion = z.infer<typeof messageVersion>;
export type Draft = z.infer<typeof draft>;
export type DraftHistoryEntry = z.infer<typeof draftHistoryEntry>;
export type DraftHistoryReason = DraftHistoryEntry['reason'];
export type Member = z.infer<typeof member>;
export type MemberRole = z.infer<typeof memberRole>;
export type ListedMember = z.infer<typeof listedMember>;
export type Writers = z.infer<typeof writers>;
export type Chat = z.infer<typeof chat>;
export type ChatContent = z.infer<typeof chatContent>;
