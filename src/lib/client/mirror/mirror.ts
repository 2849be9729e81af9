import { Dexie, type DexieOptions, type Table } from 'dexie';
import { newId } from '../../protocol/ids.ts';
import { addHistories } from './add-histories.ts';
import type {
	ChatRow,
	DeviceRow,
	DraftHistoryRow,
	DraftRow,
	EditRow,
	FactRow,
	HistoryRow,
	MessageRow,
	NewOutboxRow,
	OutboxRow,
	RequestRow,
	UserRow
} from './rows.ts';

/**
 * One person's data in this browser. Every transaction is strict: when a promise of a write resolves, the disk has it.
 * Dexie's cache is off, so that nothing is shown that is not committed.
 */
export class Mirror extends Dexie {
	declare readonly chats: Table<ChatRow, string>;
	declare readonly messages: Table<MessageRow, string>;
	declare readonly drafts: Table<DraftRow, string>;
	declare readonly edits: Table<EditRow, string>;
	declare readonly draftHistory: Table<DraftHistoryRow, number>;
	declare readonly outbox: Table<OutboxRow, number, NewOutboxRow & { n?: number }>;
	declare readonly users: Table<UserRow, string>;
	declare readonly devices: Table<DeviceRow, string>;
	declare readonly facts: Table<FactRow, string>;
	declare readonly histories: Table<HistoryRow, string>;
	declare readonly requests: Table<RequestRow, string>;

	readonly userId: string;
	/** Tells the tabs of this browser apart. */
	readonly tab = newId();

	constructor(userId: string, options: DexieOptions = {}) {
		super(`inkling-${userId}`, { chromeTransactionDurability: 'strict', cache: 'disabled', ...options });
		this.userId = userId;
		this.version(1).stores({
			chats: 'id, rev, [rank+activeAt], directWith, contentStale',
			messages: 'id, [chatId+place], [chatId+seq]',
			drafts: 'chatId, rev',
			draftHistory: '++id, chatId',
			outbox: '++n, key, chatId, event',
			users: 'id, rev',
			facts: 'name',
			requests: 'id, kind'
		});
		this.version(2).stores({ edits: 'messageId, chatId', devices: 'id' });
		// `null` is no key: the last index holds pinned messages alone.
		this.version(3).stores({ messages: 'id, [chatId+place], [chatId+seq], [chatId+pinnedAt]' });
		this.version(4)
			.stores({
				messages: 'id, [chatId+place], [chatId+seq], [chatId+pinnedAt], *mentions',
				histories: 'chatId'
			})
			.upgrade(addHistories);
	}
}
