import type { Kysely } from 'kysely';

/** Accounts, chats, messages and drafts. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await createAccounts(db);
	await createChats(db);
	await createMessages(db);
	await createDrafts(db);
	await db.schema
		.createTable('counters')
		.addColumn('name', 'text', (column) => column.primaryKey())
		.addColumn('value', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('facts')
		.addColumn('name', 'text', (column) => column.primaryKey())
		.addColumn('value', 'text', (column) => column.notNull())
		.execute();
}

async function createAccounts(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('users')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('username', 'text', (column) => column.notNull())
		.addColumn('username_key', 'text', (column) => column.notNull().unique())
		.addColumn('display_name', 'text', (column) => column.notNull())
		.addColumn('search_key', 'text', (column) => column.notNull())
		.addColumn('avatar_url', 'text')
		.addColumn('bot', 'integer', (column) => column.notNull())
		.addColumn('disabled', 'integer', (column) => column.notNull())
		.addColumn('role', 'text', (column) => column.notNull())
		.addColumn('password_hash', 'text', (column) => column.notNull())
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.addColumn('stamp', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema.createIndex('users_stamp').on('users').column('stamp').execute();
	await db.schema
		.createTable('devices')
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.addColumn('last_seen_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('devices_key', ['user_id', 'id'])
		.execute();
	await db.schema
		.createTable('sessions')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('device_id', 'text', (column) => column.notNull())
		.addColumn('expires_at', 'bigint', (column) => column.notNull())
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema.createIndex('sessions_user').on('sessions').column('user_id').execute();
	await db.schema.createIndex('sessions_expiry').on('sessions').column('expires_at').execute();
	await db.schema
		.createTable('invites')
		.addColumn('token_hash', 'text', (column) => column.primaryKey())
		.addColumn('created_by', 'text', (column) => column.notNull())
		.addColumn('uses_left', 'integer')
		.addColumn('expires_at', 'bigint')
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.execute();
}

async function createChats(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('chats')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('kind', 'text', (column) => column.notNull())
		.addColumn('creator_id', 'text', (column) => column.notNull())
		.addColumn('create_fingerprint', 'blob', (column) => column.notNull())
		.addColumn('title_sealed', 'blob')
		.addColumn('title_version', 'integer', (column) => column.notNull())
		.addColumn('member_count', 'integer', (column) => column.notNull())
		.addColumn('last_seq', 'bigint', (column) => column.notNull())
		.addColumn('direct_key', 'text')
		.addColumn('initiated_at', 'bigint')
		.addColumn('merged_into', 'text')
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.addColumn('active_at', 'bigint', (column) => column.notNull())
		.addColumn('stamp', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema.createIndex('chats_stamp').on('chats').column('stamp').execute();
	await db.schema
		.createIndex('chats_direct')
		.unique()
		.on('chats')
		.column('direct_key')
		.where('initiated_at' as never, 'is not', null)
		.execute();
	await db.schema
		.createIndex('chats_direct_draft')
		.unique()
		.on('chats')
		.columns(['creator_id', 'direct_key'])
		.where('merged_into' as never, 'is', null)
		.execute();
	await db.schema
		.createTable('chat_keys')
		.addColumn('chat_id', 'text', (column) => column.notNull())
		.addColumn('generation', 'integer', (column) => column.notNull())
		.addColumn('wrapped', 'blob', (column) => column.notNull())
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('chat_keys_key', ['chat_id', 'generation'])
		.execute();
	await db.schema
		.createTable('members')
		.addColumn('chat_id', 'text', (column) => column.notNull())
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('role', 'text', (column) => column.notNull())
		.addColumn('read_seq', 'bigint', (column) => column.notNull())
		.addColumn('pinned', 'integer', (column) => column.notNull())
		.addColumn('archived', 'integer', (column) => column.notNull())
		.addColumn('muted_until', 'bigint')
		.addColumn('joined_at', 'bigint', (column) => column.notNull())
		.addColumn('removed_at', 'bigint')
		.addColumn('stamp', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('members_key', ['chat_id', 'user_id'])
		.execute();
	await db.schema.createIndex('members_user').on('members').columns(['user_id', 'stamp']).execute();
}

async function createMessages(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('messages')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('chat_id', 'text', (column) => column.notNull())
		.addColumn('seq', 'bigint', (column) => column.notNull())
		.addColumn('sender_id', 'text', (column) => column.notNull())
		.addColumn('body_sealed', 'blob')
		.addColumn('fingerprint', 'blob', (column) => column.notNull())
		.addColumn('reply_to', 'text')
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.addColumn('edited_at', 'bigint')
		.addColumn('deleted_at', 'bigint')
		.addColumn('stamp', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema.createIndex('messages_seq').unique().on('messages').columns(['chat_id', 'seq']).execute();
	await db.schema.createIndex('messages_stamp').on('messages').columns(['chat_id', 'stamp']).execute();
	await db.schema
		.createIndex('messages_sender')
		.on('messages')
		.columns(['chat_id', 'sender_id', 'seq'])
		.execute();
	await db.schema
		.createTable('mentions')
		.addColumn('chat_id', 'text', (column) => column.notNull())
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('seq', 'bigint', (column) => column.notNull())
		.addColumn('message_id', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('mentions_key', ['chat_id', 'user_id', 'seq'])
		.execute();
}

async function createDrafts(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('drafts')
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('chat_id', 'text', (column) => column.notNull())
		.addColumn('body_sealed', 'blob')
		.addColumn('reply_to', 'text')
		.addColumn('version', 'integer', (column) => column.notNull())
		.addColumn('mutation_id', 'text')
		.addColumn('device_id', 'text')
		.addColumn('updated_at', 'bigint', (column) => column.notNull())
		.addColumn('deleted', 'integer', (column) => column.notNull())
		.addColumn('stamp', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('drafts_key', ['user_id', 'chat_id'])
		.execute();
	await db.schema.createIndex('drafts_stamp').on('drafts').columns(['user_id', 'stamp']).execute();
	await db.schema
		.createTable('draft_mutations')
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('mutation_id', 'text', (column) => column.notNull())
		.addColumn('chat_id', 'text', (column) => column.notNull())
		.addColumn('version', 'integer', (column) => column.notNull())
		.addColumn('fingerprint', 'blob', (column) => column.notNull())
		.addColumn('device_id', 'text')
		.addColumn('updated_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('draft_mutations_key', ['user_id', 'mutation_id'])
		.execute();
}
