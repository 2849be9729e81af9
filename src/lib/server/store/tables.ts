import type { AuditAction } from '../../protocol/audit.ts';
import type { DraftHistoryReason, MemberRole, NotifyLevel, Writers } from '../../protocol/entities.ts';
import type { ServerRole } from '../../protocol/server-roles.ts';

/** Truth values as both databases hold them: 0 or 1. */
export type Bit = 0 | 1;

type Stamped = {
	/** The number of the command that changed this row last. */
	stamp: number;
};

export type UsersTable = Stamped & {
	id: string;
	username: string;
	/** The user name in lower case: no two people share it. */
	username_key: string;
	display_name: string;
	/** What a search looks at: both names in lower case and without accents. */
	search_key: string;
	avatar_url: string | null;
	bot: Bit;
	disabled: Bit;
	role: ServerRole;
	password_hash: string;
	created_at: number;
};

export type DevicesTable = {
	id: string;
	user_id: string;
	name: string;
	created_at: number;
	last_seen_at: number;
	/** How it looks in every request; null until its next connection. */
	browser_hash: string | null;
	/** How it looks at a handshake; null until its next one. */
	fingerprint: string | null;
	/**
	 * What its person has said of it: that it is theirs or not, or nothing yet since somebody signed in there (`new`); null
	 * where nobody did: a client called itself so.
	 */
	standing: 'new' | 'own' | 'foreign' | null;
	/** Since when, in ms; null where that is not known. */
	standing_at: number | null;
	/** Roughly where it was seen last; null where the server does not know. */
	place: string | null;
};

export type PresencesTable = {
	user_id: string;
	last_seen_at: number | null;
	/** Others do not learn when this person was last seen. */
	hide_last_seen: Bit;
};

export type SessionsTable = {
	id: string;
	user_id: string;
	device_id: string;
	expires_at: number;
	created_at: number;
};

export type TokensTable = {
	id: string;
	user_id: string;
	name: string;
	/** SHA-256 of the secret in hex: the database does not let anyone in. */
	secret_hash: string;
	/** JSON: a list. */
	permissions: string;
	created_at: number;
	expires_at: number | null;
	/** Right to a minute. */
	last_used_at: number | null;
};

export type TotpTable = {
	user_id: string;
	secret_sealed: Uint8Array;
	/** Null until a code of it was typed: before that it asks nothing of anybody. */
	confirmed_at: number | null;
	/** The time step of the newest code that was taken: none up to it is taken again. */
	last_step: number;
};

export type RecoveryCodesTable = {
	user_id: string;
	/** Keyed, in base64url: the database alone does not let anyone try codes. */
	digest: string;
	used_at: number | null;
};

export type PasskeysTable = {
	/** The credential's id, in base64url. */
	id: string;
	user_id: string;
	name: string;
	/** In COSE form (RFC 9052). */
	public_key: Uint8Array;
	/** How often the authenticator says that it has signed; 0 where it does not count. */
	counter: number;
	/** JSON: by which ways the browser may ask for it. */
	transports: string;
	created_at: number;
	last_used_at: number | null;
};

/** What those who look after the server have chosen; JSON. */
export type ServerSettingsTable = { name: 'second_factor_roles'; value: string };

/** Links by which somebody takes a new password. */
export type PasswordResetsTable = {
	/** SHA-256 of the token in hex. */
	token_hash: string;
	user_id: string;
	expires_at: number;
};

export type InvitesTable = {
	/** SHA-256 of the token in hex: the database does not let anyone in. */
	token_hash: string;
	created_by: string;
	uses_left: number | null;
	expires_at: number | null;
	created_at: number;
};

/** Only ever added to: the database itself refuses to change a row or to take one away. */
export type AuditTable = {
	id: string;
	at: number;
	action: AuditAction;
	actor_id: string | null;
	target_id: string | null;
	/** JSON. */
	details: string;
};

export type ChatsTable = Stamped & {
	id: string;
	kind: 'direct' | 'group' | 'self';
	creator_id: string;
	/** Digest of the request that made the chat, to answer a repeated one. */
	create_fingerprint: Uint8Array;
	title_sealed: Uint8Array | null;
	title_version: number;
	member_count: number;
	last_seq: number;
	/** Who a direct chat is between, `a:b` in order; `self:a` for notes to oneself. */
	direct_key: string | null;
	/** When the first message came; null while the chat is draft-only. */
	initiated_at: number | null;
	writers: Writers;
	/** When it was destroyed; the row stays, so that its id is never taken again. */
	deleted_at: number | null;
	/** The chat that took over, when two people opened a direct chat with each other at once. */
	merged_into: string | null;
	created_at: number;
	active_at: number;
};

export type ChatKeysTable = {
	/** Or a person's, for what is sealed for them alone. */
	chat_id: string;
	generation: number;
	wrapped: Uint8Array;
	/** The name of the master key that wrapped it. */
	wrapped_by: string;
	/** So many seals at most were made with it. */
	seals: number;
	created_at: number;
};

export type MembersTable = Stamped & {
	chat_id: string;
	user_id: string;
	role: MemberRole;
	read_seq: number;
	pinned: Bit;
	archived: Bit;
	muted_until: number | null;
	/** Null: as the person chose for all chats. */
	notify: NotifyLevel | null;
	/** The first of the messages that this person marked as unread. */
	unread_from: number | null;
	joined_at: number;
	/** The number of the command that put this person in, for the first time or again. */
	joined_stamp: number;
	removed_at: number | null;
	/** Who took this person out: their own id for one who left. */
	removed_by: string | null;
	/** The direct chat is off this person's list until the next message. */
	hidden: Bit;
	/** The messages up to here are not shown to this person: a direct chat was deleted for them alone. */
	cleared_seq: number;
	/** The last message when this person was added: read by nobody's claim, and not unread. */
	added_seq: number;
};

export type NotificationSettingsTable = {
	user_id: string;
	level: NotifyLevel;
	/** Minutes after midnight, by the clock of each device; both or none. */
	quiet_from: number | null;
	quiet_until: number | null;
};

export type MessagesTable = Stamped & {
	id: string;
	chat_id: string;
	seq: number;
	sender_id: string;
	body_sealed: Uint8Array | null;
	/** Digest of what was first sent under this id, to answer a repeated send; empty as long as the row says that itself. */
	fingerprint: Uint8Array;
	reply_to: string | null;
	created_at: number;
	edited_at: number | null;
	deleted_at: number | null;
	/** How often it was changed. */
	version: number;
	/** JSON: `[{ emoji, userIds }]`, in the order in which they came. */
	reactions: string;
	pinned_at: number | null;
	/** Who wrote the message that this one forwards. */
	forwarded_from: string | null;
	/** 1: whoever wrote it had not read everything before it, so that it may be counted among the unread ones though it is their own. */
	ahead: 1 | null;
};

/** The texts of a message before its edits. */
export type MessageVersionsTable = {
	message_id: string;
	version: number;
	chat_id: string;
	body_sealed: Uint8Array;
	written_at: number;
};

export type MentionsTable = {
	chat_id: string;
	user_id: string;
	seq: number;
	message_id: string;
	/** When the message came. */
	created_at: number;
};

export type DraftsTable = Stamped & {
	user_id: string;
	chat_id: string;
	body_sealed: Uint8Array | null;
	reply_to: string | null;
	version: number;
	mutation_id: string | null;
	device_id: string | null;
	updated_at: number;
	deleted: Bit;
};

/** Every accepted change of a draft, for ever: a repeated one answers as the first did. */
export type DraftMutationsTable = {
	user_id: string;
	mutation_id: string;
	chat_id: string;
	version: number;
	fingerprint: Uint8Array;
	device_id: string | null;
	updated_at: number;
};

/** A text that is no longer the draft; `stale` ones never were on the server. */
export type DraftHistoryTable = {
	id: string;
	user_id: string;
	chat_id: string;
	body_sealed: Uint8Array;
	device_id: string | null;
	reason: DraftHistoryReason;
	saved_at: number;
};

/** Every accepted change of a title, for ever. */
export type TitleMutationsTable = {
	user_id: string;
	mutation_id: string;
	chat_id: string;
	version: number;
	fingerprint: Uint8Array;
};

export type CountersTable = { name: 'stamp'; value: number };

/**
 * `master_key`: the name of the one that wraps. `master_check`: what it wrapped, in base64, to try it at the start. `era`:
 * JSON, which backup the store goes on from; missing where it never was restored.
 */
export type FactsTable = { name: 'master_key' | 'master_check' | 'era'; value: string };

export type Tables = {
	users: UsersTable;
	devices: DevicesTable;
	presences: PresencesTable;
	sessions: SessionsTable;
	tokens: TokensTable;
	totp: TotpTable;
	recovery_codes: RecoveryCodesTable;
	passkeys: PasskeysTable;
	server_settings: ServerSettingsTable;
	password_resets: PasswordResetsTable;
	invites: InvitesTable;
	chats: ChatsTable;
	chat_keys: ChatKeysTable;
	members: MembersTable;
	notification_settings: NotificationSettingsTable;
	messages: MessagesTable;
	message_versions: MessageVersionsTable;
	mentions: MentionsTable;
	drafts: DraftsTable;
	draft_mutations: DraftMutationsTable;
	draft_history: DraftHistoryTable;
	title_mutations: TitleMutationsTable;
	audit: AuditTable;
	counters: CountersTable;
	facts: FactsTable;
};
