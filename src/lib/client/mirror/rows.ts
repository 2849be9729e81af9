import type { Document } from '../../protocol/document/document.ts';
import type {
	Chat,
	Device,
	NewDevice,
	DraftHistoryEntry,
	ListedMember,
	MemberRole,
	Message,
	MessageVersion,
	NotificationSettings,
	NotifyLevel,
	User,
	Writers
} from '../../protocol/entities.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import type { Lock } from '../../protocol/lock.ts';

/** Why the server refused something, in words for the person. */
export type RowError = { code: ErrorCode; message: string };

/** What a chat of an earlier protocol did not have: a row that was written then lacks it until it is told anew. */
type LaterField = 'writers' | 'firstSeq' | 'revision' | 'notify' | 'unreadFrom';

/** A chat as the server told it last, and what the mirror itself knows of it. */
export type ChatRow = Omit<Chat, LaterField> & {
	[Name in LaterField]?: Chat[Name];
} & {
	/** Raised with every write of the row, so that readers fetch only what changed. */
	rev: number;
	/** Its shelf in the list: 1 pinned, 0 the others, -1 not shown. Indexed with `activeAt`. */
	rank: 1 | 0 | -1;
	/** The other person of a direct chat; for notes to oneself, oneself. */
	directWith?: string;
	/** Up to where the messages of this chat are known. */
	contentCursor?: string;
	/** The mirror has had the newest message of this chat: what leads up to that without a hole is its history here. */
	hasContent?: true;
	/** Its messages changed on the server since they were fetched. */
	contentStale?: 1;
	/** Made here and not yet on the server. */
	local?: boolean;
	/** The chat that took this one's place, with its draft and messages. */
	movedTo?: string;
	/** The name that this person gave it and that the server has not acknowledged: the screens show it. */
	wantedTitle?: string;
	/** The settings that this person chose and that the server has not acknowledged; they stand in the row already. */
	wantedSettings?: ChatSettings;
	/** This person left or deleted it, which the server has not acknowledged: it is off the list. */
	going?: true;
};

/** A person's own settings of a chat. */
export type ChatSettings = {
	pinned?: boolean;
	archived?: boolean;
	mutedUntil?: number | null;
	notify?: NotifyLevel | null;
	unreadFrom?: number | null;
};

/** A message. While unsent it has no `seq`, and a `place` behind all those that have. */
export type MessageRow = Omit<Message, 'seq'> & {
	seq: number | null;
	/** The sort key within the chat: `seq`, or `2 ** 40 + n` while unsent. */
	place: number;
	state: 'queued' | 'sent' | 'failed';
	error?: RowError;
};

/** What is stored here of a chat that could be fetched again: its messages that the server has. */
export type HistoryRow = {
	chatId: string;
	/** How many messages that are, and about how many bytes of the disk they take. */
	count: number;
	bytes: number;
	/** Those with a lower `seq` are not counted yet. */
	countedFrom?: number;
	/** When it was opened on this device last, by the mirror's `rev`, for a clock may be set; 0 = never. */
	opened: number;
};

/** A change of an own message that is being written. It is no change yet: nobody else sees it. */
export type EditRow = { messageId: string; chatId: string; content: Document; updatedAt: number };

/** A device of this person, by the id that their drafts bear. `unknown`: its person is asked whether it was them. */
export type DeviceRow = Device & { unknown?: Pick<NewDevice, 'since' | 'place'> };

/** A text of another device that came while this one had unsent changes. */
export type Rival = {
	content: Document | null;
	replyTo: string | null;
	version: number;
	mutationId: string | null;
	deviceId: string | null;
	updatedAt: number;
};

/** The unsent text of one chat on this device. */
export type DraftRow = {
	chatId: string;
	content: Document | null;
	replyTo: string | null;
	/** The server's version that this text is based on; 0 = none. */
	version: number;
	mutationId: string | null;
	deviceId: string | null;
	updatedAt: number;
	deleted: boolean;
	/** There are changes that the server has not acknowledged. */
	unsynced: boolean;
	rev: number;
	/** Mutations that may have reached the server without an answer: a draft that bears one is our own echo. */
	sentMutationIds: string[];
	/**
	 * Another device's text, set aside because the box is open here. While its version is above `version` it is what
	 * the server has, and nothing is sent until the person types on (`saveDraft`) or gives way (`takeOverDraft`).
	 */
	rival?: Rival;
	/** What the server was heard to have while this text was unsynced; it counts once this text is out of the way. */
	heard?: Rival;
	/**
	 * The server was put back to an earlier time: a draft that it has from before this, by its clock in milliseconds, is older
	 * than this text, whatever its version.
	 */
	lostSince?: number;
	/** Why the server refused the last save; the text is safe in this row. */
	error?: RowError;
};

/** One request that the server has not acknowledged; `n` is its place in the queue. */
export type OutboxRow = NewOutboxRow & { n: number };

/** A request on its way into the queue. */
export type NewOutboxRow = {
	/**
	 * One row a key at most: `draft:<chatId>`, `read:<chatId>`, `send:<messageId>`, `edit:<messageId>`,
	 * `delete:<messageId>`, `react:<messageId>:<emoji>`, `pin:<messageId>`, `create:<chatId>`, `title:<chatId>`,
	 * `settings:<chatId>`, `leave:<chatId>`, `delete-chat:<chatId>`; `sent-draft:<mutationId>` and `sent-title:<mutationId>`
	 * once a newer one of the same chat stands behind it.
	 */
	key: string;
	chatId: string;
	at: number;
	/** Not sent before this time, by this device's clock in milliseconds. */
	holdUntil: number;
	/** `sent`: it may have reached the server. `refused`: kept with its error, not sent again by itself. */
	state: 'waiting' | 'sent' | 'refused';
	error?: RowError;
} & OutboxRequest;

/**
 * What an outbox row asks for. A draft's base version is by default filled in from its row when it is sent. `afterSent`: the
 * row stands in the place of one that may have reached the server, so that it must go out even if it changes nothing.
 */
export type OutboxRequest =
	| {
			event: 'chat.create';
			payload: { id: string; kind: 'direct' | 'group' | 'self'; memberIds: string[]; title?: string };
	  }
	| {
			event: 'message.send';
			payload: {
				id: string;
				chatId: string;
				content: Document;
				replyTo: string | null;
				draftVersion?: number;
				/** The message whose words these are. */
				forwardOf?: string;
			};
			/** The draft's save whose answer says which version this message consumes. */
			afterMutation?: string;
	  }
	| { event: 'message.read'; payload: { chatId: string; seq: number } }
	| {
			event: 'message.edit';
			payload: { id: string; content: Document };
			/** Tells this edit from a later one that took its place in the row. */
			editId: string;
			afterSent?: true;
	  }
	| { event: 'message.delete'; payload: { id: string } }
	| {
			event: 'message.react';
			payload: { id: string; emoji: string; on: boolean };
			afterSent?: true;
	  }
	| { event: 'message.pin'; payload: { id: string; on: boolean }; afterSent?: true }
	| {
			event: 'chat.title.update';
			payload: { chatId: string; title: string; mutationId: string };
			/** The version that the person saw. Without it: the one that is there once an earlier own change is settled. */
			baseVersion?: number;
	  }
	| {
			event: 'chat.settings.update';
			payload: { chatId: string } & ChatSettings;
			/** Tells this change from a later one that took its place in the row. */
			changeId: string;
	  }
	| { event: 'chat.leave'; payload: { chatId: string } }
	| { event: 'chat.delete'; payload: { chatId: string; seq: number } }
	| {
			event: 'draft.update';
			payload: { chatId: string; content: Document; replyTo: string | null; mutationId: string };
			/** Set when the draft's row has gone on without this save: it must not write over what came there since. */
			baseVersion?: number;
	  }
	| { event: 'draft.delete'; payload: { chatId: string; mutationId: string }; baseVersion?: number };

export type UserRow = User & { rev: number };

/** `updating`: connected, and fetching what was missed. `signed-out`: the session ended; all local data is kept. */
export type ConnectionState = 'connecting' | 'updating' | 'online' | 'offline' | 'signed-out';

/** The single facts of a mirror. */
export type Facts = {
	rev: number;
	/** Where the next pull goes on. */
	cursor: string;
	/** The first sync is complete. */
	synced: boolean;
	connection: ConnectionState;
	/** What the server asks for before the mirror is shown. */
	lock: Lock | null;
	/** The tab that leads now, and told `connection`. */
	term: string;
	/** Texts of drafts stay on this device until they are sent. */
	draftsStayHere: boolean;
	/** What the server says that this person chose to be told of. */
	notifications: NotificationSettings;
	/** What they chose here and the server has not acknowledged. */
	wantedNotifications: NotificationSettings;
	/** How many bytes of history may stay on this device, where the person chose. */
	historyBudget: number;
	/** Others see of this person that they are not to be disturbed. */
	doNotDisturb: boolean;
	/** The salvage of an earlier mirror that was put into this one last. */
	putBack: string;
	/** Tells this mirror from one that stood in its place before. */
	birth: string;
};

export type FactRow = { [Name in keyof Facts]: { name: Name; value: Facts[Name] } }[keyof Facts];

/** What is decided by the server alone, while one waits for it. */
export type MemberChange =
	| { event: 'chat.members.add'; payload: { chatId: string; userIds: string[] } }
	| { event: 'chat.members.remove'; payload: { chatId: string; userId: string } }
	| { event: 'chat.members.role'; payload: { chatId: string; userId: string; role: MemberRole } }
	| { event: 'chat.writers.update'; payload: { chatId: string; writers: Writers } };

/** What a tab asks of the leading tab. */
export type RequestRow = { id: string; tab: string; at: number } & (
	| {
			kind: 'open';
			chatId: string;
			state: 'waiting' | 'done';
			/** How many of its newest messages the tab shows, as far as it has told. */
			size?: number;
	  }
	| { kind: 'older'; chatId: string; beforeSeq: number; state: 'waiting' | 'failed'; error?: string }
	| {
			kind: 'history';
			chatId: string;
			state: 'waiting' | 'done' | 'failed';
			entries: DraftHistoryEntry[];
			error?: string;
	  }
	| { kind: 'devices'; state: 'waiting' | 'done' }
	| { kind: 'pins'; chatId: string; state: 'waiting' | 'done' }
	| {
			kind: 'mentions';
			/** Those before this message; `null`: the newest. */
			before: string | null;
			state: 'waiting' | 'done' | 'failed';
			/** The server has more of them. */
			hasBefore: boolean;
			error?: string;
	  }
	| { kind: 'person'; userId: string; state: 'waiting' | 'done' }
	| {
			kind: 'versions';
			messageId: string;
			state: 'waiting' | 'done' | 'failed';
			versions: MessageVersion[];
			error?: string;
	  }
	| {
			kind: 'hiding';
			state: 'waiting' | 'done' | 'failed';
			/** Whether the server keeps to itself when this person was last seen; `null`: it has not said. */
			hidden: boolean | null;
			/** What it is to do from now on; `null`: it is only asked. */
			wanted: boolean | null;
			error?: string;
	  }
	| {
			kind: 'members';
			chatId: string;
			query: string;
			/** The last of those that are here; the next page begins after it. */
			after: string | null;
			state: 'waiting' | 'done' | 'failed';
			members: ListedMember[];
			total: number;
			hasAfter: boolean;
			error?: string;
	  }
	| ({ kind: 'change'; chatId: string; state: 'waiting' | 'done' | 'failed'; error?: string } & MemberChange)
	| { kind: 'search'; query: string; state: 'waiting' | 'done' | 'failed'; userIds: string[]; error?: string }
);

/** A request of one kind. */
export type Wanted<Kind extends RequestRow['kind']> = Extract<RequestRow, { kind: Kind }>;

/**
 * `stale`: ours, which lost. `theirs`: another device's, which we wrote over. `taken-over`: ours, given up by hand for
 * another text. `replaced`: ours, written over before the server had it. `deleted`: ours, deleted by hand.
 */
export type HistoryReason = 'stale' | 'theirs' | 'taken-over' | 'replaced' | 'deleted';

/** A draft's text that is no longer the draft. Nothing that was typed goes without an entry here. */
export type DraftHistoryRow = {
	id?: number;
	chatId: string;
	content: Document;
	replyTo: string | null;
	deviceId: string | null;
	savedAt: number;
	reason: HistoryReason;
};
