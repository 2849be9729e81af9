// Made from the contract by `npm run docs:api`. Not to be changed by hand.

/** The number of the wire contract that these types are of. */
export const PROTOCOL = 12;

export type ErrorCode =
	| 'internal'
	| 'invalid_data'
	| 'forbidden'
	| 'not_found'
	| 'stale'
	| 'conflict'
	| 'too_large'
	| 'rate_limited'
	| 'unauthenticated'
	| 'reauth_required'
	| 'unknown_event'
	| 'unavailable';

/** A UUIDv7; upper case is taken and lowered, so that one id has one spelling. */
export type Id = string;

/** Milliseconds since the epoch, by the server's clock. */
export type Time = number;

/** The place of a message in its chat, dense from 1. */
export type Seq = number;

/** Of one draft, title, chat or message: one more at every accepted change, deletion included; it never goes back. */
export type Version = number;

/** Opaque: "everything up to here is in my mirror". */
export type Cursor = string;

/** One emoji as people see it, of Unicode's list (UTS #51, RGI set); in NFC, so that one emoji has one spelling. */
export type Emoji = string;

/** What somebody is on the server, whatever they are in its chats. A guest takes part in what they are invited to. */
export type ServerRole = 'owner' | 'admin' | 'member' | 'guest' | 'bot';

/** What may be done on the server. An event names those that it needs; whoever asks has to have all of them. */
export type Permission =
	| 'chat.create'
	| 'user.search'
	| 'user.list'
	| 'user.disable'
	| 'user.role'
	| 'user.reset'
	| 'settings.update'
	| 'invite.create'
	| 'invite.list'
	| 'invite.revoke'
	| 'audit.read'
	| 'health.read'
	| 'token.create'
	| 'bot.manage';

/** What the audit record tells of. */
export type AuditAction =
	| 'account.created'
	| 'session.began'
	| 'session.refused'
	| 'session.confirmed'
	| 'session.ended'
	| 'device.acknowledged'
	| 'password.changed'
	| 'password.link'
	| 'password.reset'
	| 'factor.added'
	| 'factor.removed'
	| 'recovery.renewed'
	| 'user.disabled'
	| 'user.enabled'
	| 'user.role'
	| 'settings.changed'
	| 'invite.created'
	| 'invite.revoked'
	| 'member.added'
	| 'member.removed'
	| 'member.role'
	| 'chat.deleted'
	| 'keys.rotated'
	| 'token.created'
	| 'token.revoked'
	| 'bot.created';

/** One line of the audit record. `actor`: who did it, `null` for a stranger or the server's own command. `target`: to whom it was done. `details` hold ids, roles, counts and names of devices, never a secret nor a text that somebody wrote. */
export type AuditEntry = {
	id: Id;
	at: Time;
	action: AuditAction;
	actor: User | null;
	target: User | null;
	details: Record<string, string | number | boolean | null>;
};

export type MemberRole = 'owner' | 'admin' | 'member';

/** Who may write in a chat: `admins` makes it one of announcements. Owners are admins too. */
export type Writers = 'all' | 'admins';

/** Which messages of a chat a person is told of by a notification. */
export type NotifyLevel = 'all' | 'mentions' | 'none';

export type User = {
	id: Id;
	username: string;
	displayName: string;
	avatarUrl: string | null;
	bot: boolean;
	disabled: boolean;
};

/** An account as those see it who look after the server. */
export type PersonOnServer = {
	user: User;
	role: ServerRole;
	createdAt: Time;
};

/** What holds for everybody on the server. `secondFactorRoles`: whose people have to have a second factor. */
export type ServerSettings = {
	secondFactorRoles: ('owner' | 'admin' | 'member' | 'guest')[];
};

/** An invite that still lets people in. `usesLeft` null: as many as come. `expiresAt` null: until it is revoked. */
export type OpenInvite = {
	id: string;
	createdBy: User | null;
	usesLeft: number | null;
	expiresAt: Time | null;
	createdAt: Time;
};

/** `seq` is dense from 1 within the chat. A deleted message keeps its place, with `content: null`. `version` counts its changes: of two the higher one holds. `forwardedFrom`: who wrote the message that this one forwards. */
export type Message = {
	id: Id;
	chatId: Id;
	seq: Seq;
	senderId: Id;
	content: Document | null;
	replyTo: Id | null;
	attachments: never[];
	mentions: Id[];
	reactions: {
		emoji: string;
		userIds: Id[];
	}[];
	createdAt: Time;
	editedAt: Time | null;
	deletedAt: Time | null;
	version: Version;
	pinnedAt: Time | null;
	forwardedFrom: Id | null;
};

/** What an edited message said before, and since when. */
export type MessageVersion = {
	content: Document;
	writtenAt: Time;
};

/** A person's unsent text in one chat. `content: null` with `deleted: true` is a tombstone, which has a version too. */
export type Draft = {
	chatId: Id;
	content: Document | null;
	replyTo: Id | null;
	attachments: never[];
	version: Version;
	mutationId: Id | null;
	deviceId: Id | null;
	updatedAt: Time;
	deleted: boolean;
};

export type Member = {
	userId: Id;
	role: MemberRole;
	readSeq: Seq;
};

/** A member with the person, as the list of a large chat's members tells them. */
export type ListedMember = {
	userId: Id;
	role: MemberRole;
	readSeq: Seq;
	user: User;
};

/** A chat as one person sees it: `myRole`, `readSeq`, `unread` and the settings are the reader's own. `firstSeq` is the first message that they can get: 1, unless they deleted a direct chat for themselves. Of two the one with the higher `revision` is newer. `notify` null: as chosen for all chats. `unreadFrom`: the first of the messages that the reader marked as unread; `readSeq` and the counts go on without regard to it. */
export type Chat = {
	id: Id;
	kind: 'direct' | 'group' | 'self';
	title: string | null;
	titleVersion: Version;
	memberCount: number;
	members: Member[];
	myRole: MemberRole;
	writers: Writers;
	firstSeq: Seq;
	lastSeq: Seq;
	lastMessage: Message | null;
	readSeq: Seq;
	unread: number;
	mentions: number;
	pinned: boolean;
	archived: boolean;
	mutedUntil: Time | null;
	notify: NotifyLevel | null;
	unreadFrom: Seq | null;
	draftOnly: boolean;
	createdAt: Time;
	activeAt: Time;
	removed: boolean;
	revision: Version;
};

/** What changed in one chat since a cursor, or its latest page (`gap: true`) when that is too much to tell. */
export type ChatContent =
	| {
			chatId: Id;
			cursor: Cursor;
			messages: Message[];
			gap: boolean;
			lastSeq: Seq;
	  }
	| {
			chatId: Id;
			error: {
				code: 'not_found';
				message: string;
			};
	  };

/** A text that is no longer the draft: refused because it was based on an old version, written over from another device or by much less text, deleted, or sent as something else. */
export type DraftHistoryEntry = {
	id: Id;
	content: Document;
	deviceId: Id | null;
	savedAt: Time;
	reason: 'stale' | 'replaced' | 'deleted' | 'sent';
};

/** Whether a person is there: `away` without input on any device, `dnd` not to be disturbed. `lastSeenAt` is null when it is not known, not the reader's business, or kept to themselves by one of the two. */
export type Presence = {
	userId: Id;
	status: 'active' | 'away' | 'dnd' | 'offline';
	lastSeenAt: Time | null;
};

/** What a person chose to be seen of them. Who hides when they were last seen does not see it of others. */
export type PresenceSettings = {
	hideLastSeen: boolean;
};

export type MinuteOfDay = number;

/** What a person is told of by notifications, on all devices. Of direct chats `mentions` tells every message. Quiet hours are minutes after midnight by the clock of each device, and may go over midnight. */
export type NotificationSettings = {
	level: NotifyLevel;
	quietHours: {
		from: MinuteOfDay;
		until: MinuteOfDay;
	} | null;
};

/** A device on which this person is or was signed in; `current` is the one that asks. */
export type Device = {
	id: Id;
	name: string;
	lastSeenAt: Time;
	current: boolean;
};

/** A device on which somebody signed in at this time, of whom the person has not said yet that it was them. `place`: roughly where it was seen last, null where the server does not know. */
export type NewDevice = {
	id: Id;
	name: string;
	since: Time;
	place: string | null;
};

/** `bold`, `italic`, `strike`, `code`, or `link` with its `href`: http, https or mailto. */
export type DocumentMark = {
	type: string;
	attrs?: Record<string, unknown>;
};

/** `paragraph`, `heading`, `blockquote`, `codeBlock`, `bulletList`, `orderedList`, `listItem`, `hardBreak`, `mention` or `text`. */
export type DocumentNode = {
	type: string;
	attrs?: Record<string, unknown>;
	content?: DocumentNode[];
	marks?: DocumentMark[];
	text?: string;
};

/** What a person wrote, in the form of Tiptap and ProseMirror. */
export type Document = {
	type: 'doc';
	content?: DocumentNode[];
};

/** What accompanies an answer: on which sides of a page there is more, in the sense of `before` and `after` in what was asked; how many things the whole list has; the server's time; or the id under which the log knows a fault. */
export type Meta = {
	requestId?: string;
	hasBefore?: boolean;
	hasAfter?: boolean;
	lastSeq?: number;
	total?: number;
	now?: number;
};

/** A refusal. `issues` name the faults of a payload, `current` is the winner of a `stale` write, `retryAfterMs` the time to wait. A `cursor` among the faults is of a time before the server was restored from a backup: ask anew without one, and send again what was sent since `current.lostSince`. */
export type Failure = {
	ok: false;
	error: {
		code:
			| 'internal'
			| 'invalid_data'
			| 'forbidden'
			| 'not_found'
			| 'stale'
			| 'conflict'
			| 'too_large'
			| 'rate_limited'
			| 'unauthenticated'
			| 'reauth_required'
			| 'unknown_event'
			| 'unavailable';
		message: string;
		issues?: {
			path: string;
			message: string;
		}[];
		current?: unknown;
		retryAfterMs?: number;
	};
	meta?: Meta;
};

/** The answer to an event, whichever it is. */
export type Reply =
	| {
			ok: true;
			data: unknown;
			meta?: Meta;
	  }
	| Failure;

/** Every event: what it takes and what it answers. */
export type Events = {
	/** Tells the most recent chats, in pages; with a cursor what changed since, removals included. */
	'sync.initial': {
		payload: {
			cursor: Cursor | null;
			openChatId?: Id;
			limit?: number;
		};
		data: {
			cursor: Cursor;
			chats: Chat[];
			drafts: Draft[];
			users: User[];
			hot: Message[];
			more: boolean;
		};
	};
	/** Runs what waited on a device, each as its own event would be, in order within one chat; one refusal stops nothing else. */
	'sync.offline': {
		payload: {
			mutations: {
				id: Id;
				event: string;
				payload: unknown;
				at: Time;
			}[];
		};
		data: {
			results: {
				id: Id;
				reply: Reply;
			}[];
		};
	};
	/** Makes a chat that nobody but its maker sees until its first message. A direct chat with the same person answers the one that is there. */
	'chat.create': {
		payload: {
			id: Id;
			kind: 'direct' | 'group' | 'self';
			memberIds: Id[];
			title?: string;
		};
		data: Chat;
	};
	/** Gives a chat another title, unless it was changed elsewhere since `baseVersion`. */
	'chat.title.update': {
		payload: {
			chatId: Id;
			title: string;
			baseVersion: Version;
			mutationId: Id;
		};
		data: Chat;
	};
	/** Changes the caller's own settings of a chat. */
	'chat.settings.update': {
		payload: {
			chatId: Id;
			pinned?: boolean;
			archived?: boolean;
			mutedUntil?: Time | null;
			notify?: NotifyLevel | null;
			unreadFrom?: Seq | null;
		};
		data: Chat;
	};
	/** Says who may write in a group: all, or its admins alone. */
	'chat.writers.update': {
		payload: {
			chatId: Id;
			writers: Writers;
		};
		data: Chat;
	};
	/** Destroys a group or notes to oneself; hides a direct chat for the caller alone, up to `seq`. */
	'chat.delete': {
		payload: {
			chatId: Id;
			seq?: Seq;
		};
		data: Chat;
	};
	/** Leaves a group. */
	'chat.leave': {
		payload: {
			chatId: Id;
		};
		data: Chat;
	};
	/** Adds people to a group. They see its history, none of it unread. */
	'chat.members.add': {
		payload: {
			chatId: Id;
			userIds: Id[];
		};
		data: Chat;
	};
	/** Takes somebody out of a group. */
	'chat.members.remove': {
		payload: {
			chatId: Id;
			userId: Id;
		};
		data: Chat;
	};
	/** Gives a member of a group another role. */
	'chat.members.role': {
		payload: {
			chatId: Id;
			userId: Id;
			role: MemberRole;
		};
		data: Chat;
	};
	/** Tells a page of members: owners, admins, then the others by name. `after` is the last one of the page before, `meta.total` how many there are. `meta` says with `hasBefore` and `hasAfter` on which sides of it there is more. */
	'chat.members.get': {
		payload: {
			chatId: Id;
			after?: Id;
			query?: string;
			limit: number;
		};
		data: ListedMember[];
	};
	/** Tells a page of messages, ascending; the newest where no place is named. `meta.lastSeq` is that of the newest. `meta` says with `hasBefore` and `hasAfter` on which sides of it there is more. */
	'chat.messages.get': {
		payload: {
			chatId: Id;
			beforeSeq?: Seq;
			afterSeq?: Seq;
			aroundSeq?: Seq;
			limit: number;
		};
		data: Message[];
	};
	/** Tells what changed in several chats, each since its own cursor, or its latest page. */
	'chat.content.batch': {
		payload: {
			chats: {
				chatId: Id;
				cursor?: Cursor;
			}[];
		};
		data: {
			chats: ChatContent[];
		};
	};
	/** Finds people by their names. */
	'users.search': {
		payload: {
			query: string;
			limit: number;
		};
		data: User[];
	};
	/** Tells who the caller is. */
	'users.me': { payload: Record<string, never>; data: User };
	/** Tells who people are, by their ids. */
	'users.get': {
		payload: {
			userIds: Id[];
		};
		data: User[];
	};
	/** Tells a page of the accounts of the server, by name. `after` is the last one of the page before, `meta.total` how many there are. `meta` says with `hasBefore` and `hasAfter` on which sides of it there is more. */
	'users.list': {
		payload: {
			after?: Id;
			query?: string;
			limit: number;
		};
		data: PersonOnServer[];
	};
	/** Disables an account, which ends its sessions, or enables it again. */
	'users.disable': {
		payload: {
			userId: Id;
			disabled: boolean;
		};
		data: PersonOnServer;
	};
	/** Gives somebody another role on the server. Nobody changes their own. */
	'users.role': {
		payload: {
			userId: Id;
			role: ServerRole;
		};
		data: PersonOnServer;
	};
	/** Makes the token of a link by which somebody gives themselves a new password, once. */
	'users.password.reset': {
		payload: {
			userId: Id;
		};
		data: {
			token: string;
			expiresAt: Time;
		};
	};
	/** Takes away somebody's second factors. */
	'users.factors.reset': {
		payload: {
			userId: Id;
		};
		data: PersonOnServer;
	};
	/** Tells what holds for everybody on the server. */
	'server.settings.get': { payload: Record<string, never>; data: ServerSettings };
	/** Tells how the server is, for those who look after it. */
	'server.health.get': {
		payload: Record<string, never>;
		data: {
			version: string;
			node: string;
			startedAt: Time;
			people: number;
			sockets: number;
			faults: number;
			disk: {
				database: number;
				log: number;
				free: number;
			};
			commits: {
				count: number;
				meanMs: number | null;
			};
			lateMs: number;
			keys: {
				provider: string;
				answers: boolean;
			};
		};
	};
	/** Changes what holds for everybody on the server. */
	'server.settings.update': { payload: ServerSettings; data: ServerSettings };
	/** Lists the invites that still let people in. */
	'invites.list': { payload: Record<string, never>; data: OpenInvite[] };
	/** Ends an invite. */
	'invites.revoke': {
		payload: {
			id: string;
		};
		data: Record<string, never>;
	};
	/** Tells a page of the audit record, the newest line first. `before` is the last one of the page before. `meta` says with `hasBefore` and `hasAfter` on which sides of it there is more. */
	'audit.list': {
		payload: {
			action?: AuditAction;
			userId?: Id;
			before?: Id;
			limit: number;
		};
		data: AuditEntry[];
	};
	/** Shows the others of a chat that the caller types, for 3 seconds. */
	'typing.start': {
		payload: {
			chatId: Id;
		};
		data: Record<string, never>;
	};
	/** Shows them no longer that the caller types. */
	'typing.stop': {
		payload: {
			chatId: Id;
		};
		data: Record<string, never>;
	};
	/** Says how the caller is, as far as this connection knows. */
	'presence.set': {
		payload: {
			status: 'active' | 'away' | 'dnd';
		};
		data: Record<string, never>;
	};
	/** Tells who is there. From then on the connection is told when one of the 200 people changes that it asked for last. `meta` has `now`. */
	'presence.get': {
		payload: {
			userIds: Id[];
		};
		data: Presence[];
	};
	/** Tells what the caller chose to be seen of them. */
	'presence.settings.get': { payload: Record<string, never>; data: PresenceSettings };
	/** Chooses what is seen of the caller. */
	'presence.settings.update': { payload: PresenceSettings; data: PresenceSettings };
	/** Tells what the caller is told of by notifications. */
	'notification.settings.get': { payload: Record<string, never>; data: NotificationSettings };
	/** Chooses what the caller is told of by notifications, on all devices. */
	'notification.settings.update': { payload: NotificationSettings; data: NotificationSettings };
	/** Lists the devices of the caller. */
	'devices.list': { payload: Record<string, never>; data: Device[] };
	/** Lists the devices on which somebody signed in of whom the caller has not said yet that it was them. To a device that is new itself it tells none. */
	'devices.new.list': { payload: Record<string, never>; data: NewDevice[] };
	/** Says of a new device whether it is the caller's own. One that is not loses its sessions; `ended` tells how many. */
	'devices.acknowledge': {
		payload: {
			deviceId: Id;
			own: boolean;
		};
		data: {
			ended: number;
		};
	};
	/** Lists the tokens of the caller, or of a bot, the newest first. */
	'tokens.list': {
		payload: {
			userId?: Id;
		};
		data: {
			id: Id;
			userId: Id;
			name: string;
			permissions: ('read' | 'write' | 'chats' | 'server.read' | 'server.manage')[];
			createdAt: Time;
			expiresAt: Time | null;
			lastUsedAt: Time | null;
		}[];
	};
	/** Makes a token for the caller, or for a bot. Its secret is told once; asked again before it was used, it gets another. */
	'tokens.create': {
		payload: {
			name: string;
			permissions: ('read' | 'write' | 'chats' | 'server.read' | 'server.manage')[];
			expiresAt: Time | null;
			id: Id;
			userId?: Id;
		};
		data: {
			id: Id;
			userId: Id;
			name: string;
			permissions: ('read' | 'write' | 'chats' | 'server.read' | 'server.manage')[];
			createdAt: Time;
			expiresAt: Time | null;
			lastUsedAt: Time | null;
			secret: string;
		};
	};
	/** Ends a token of the caller, or of a bot, and the connections that it opened. */
	'tokens.revoke': {
		payload: {
			id: Id;
		};
		data: Record<string, never>;
	};
	/** Lists the bots of the server, by name. */
	'bots.list': {
		payload: Record<string, never>;
		data: {
			user: User;
			createdAt: Time;
			tokens: number;
			lastUsedAt: Time | null;
		}[];
	};
	/** Makes an account that programs use. It has no password: a token lets them in. */
	'bots.create': {
		payload: {
			id: Id;
			username: string;
			displayName: string;
		};
		data: {
			user: User;
			createdAt: Time;
			tokens: number;
			lastUsedAt: Time | null;
		};
	};
	/** Saves the caller's draft in a chat, unless it was changed elsewhere since `baseVersion`. */
	'draft.update': {
		payload: {
			chatId: Id;
			content: Document;
			replyTo?: Id | null;
			attachments?: never[];
			baseVersion: Version;
			mutationId: Id;
		};
		data: Draft;
	};
	/** Deletes the caller's draft in a chat, unless it was changed elsewhere since `baseVersion`. */
	'draft.delete': {
		payload: {
			chatId: Id;
			baseVersion: Version;
			mutationId: Id;
		};
		data: Draft;
	};
	/** Lists earlier and refused texts of the caller's draft in a chat. */
	'draft.history.get': {
		payload: {
			chatId: Id;
		};
		data: DraftHistoryEntry[];
	};
	/** Makes a text of the history the draft again. */
	'draft.history.restore': {
		payload: {
			chatId: Id;
			id: Id;
			baseVersion: Version;
			mutationId: Id;
		};
		data: Draft;
	};
	/** Sends a message, and consumes the draft of exactly `draftVersion`; a newer one stays. */
	'message.send': {
		payload: {
			id: Id;
			chatId: Id;
			content: Document;
			replyTo?: Id | null;
			attachments?: never[];
			draftVersion?: Version;
			forwardOf?: Id;
		};
		data: Message;
	};
	/** Changes what a message says. Its sender may, unless it was deleted or forwarded. */
	'message.edit': {
		payload: {
			id: Id;
			content: Document;
		};
		data: Message;
	};
	/** Deletes a message, which keeps its place. Its sender may, and the admins of a group. */
	'message.delete': {
		payload: {
			id: Id;
		};
		data: Message;
	};
	/** Puts the caller's reaction to a message, or takes it off. */
	'message.react': {
		payload: {
			id: Id;
			emoji: Emoji;
			on: boolean;
		};
		data: Message;
	};
	/** Pins a message in its chat, or takes it off. */
	'message.pin': {
		payload: {
			id: Id;
			on: boolean;
		};
		data: Message;
	};
	/** Lists the pinned messages of a chat. */
	'message.pin.list': {
		payload: {
			chatId: Id;
		};
		data: Message[];
	};
	/** Tells a page of messages that mention the caller, the newest first. `before` is the last one of the page before. `meta` says with `hasBefore` and `hasAfter` on which sides of it there is more. */
	'message.mention.list': {
		payload: {
			before?: Id;
			limit: number;
		};
		data: Message[];
	};
	/** Tells its sender what an edited message said before. */
	'message.versions.get': {
		payload: {
			id: Id;
		};
		data: MessageVersion[];
	};
	/** Marks a chat as read up to a message; never goes back. */
	'message.read': {
		payload: {
			chatId: Id;
			seq: Seq;
		};
		data: {
			readSeq: Seq;
			unread: number;
			mentions: number;
		};
	};
};

/** Every push: what the server tells without being asked. */
export type Pushes = {
	/** A message was sent in a chat of the reader. */
	'message.new': Message;
	/** A message says something else. */
	'message.edited': Message;
	/** A message was deleted; it keeps its place. */
	'message.deleted': Message;
	/** The reactions to a message changed. */
	'message.reacted': Message;
	/** A message was pinned, or taken off. */
	'message.pinned': Message;
	/** Somebody has read a chat up to a message. */
	'message.read': {
		chatId: Id;
		userId: Id;
		seq: Seq;
	};
	/** The draft changed on another device of the same person. */
	'draft.updated': Draft;
	/** A chat has begun for the reader: by its first message, or because they were added. */
	'chat.initiated': Chat;
	/** Something of a chat changed: its title, its members, or a setting of the reader. */
	'chat.updated': Chat;
	/** A chat is gone for the reader: deleted, left, or they were taken out. */
	'chat.removed': Chat;
	/** A person is called otherwise, or was disabled or enabled. */
	'user.updated': User;
	/** Somebody types in a chat. Shown for 3 seconds. */
	'typing.start': {
		chatId: Id;
		userId: Id;
	};
	/** Somebody types no longer. */
	'typing.stop': {
		chatId: Id;
		userId: Id;
	};
	/** Somebody is there, away or gone; of those whom this connection asked for last. */
	'presence.updated': Presence;
	/** The same person chose on another device what notifications tell. */
	'notification.settings.updated': NotificationSettings;
	/** How the same person is on their other devices; `away` where there is none. */
	'presence.elsewhere': {
		status: 'active' | 'away' | 'dnd';
	};
	/** Somebody signed in as the same person on a new device, or one of them was acknowledged; `devices.new.list` tells. */
	'devices.changed': Record<string, never>;
	/** The session has ended. The connection is closed after this. */
	'session.ended': {
		code: 'unauthenticated' | 'reauth_required' | 'forbidden';
	};
	/** A word of the server to whoever is connected. */
	'server.notice': {
		level: 'info' | 'warning';
		message: string;
		retryAfterMs?: number;
	};
};
