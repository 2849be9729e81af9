import type { ChatRow, DraftHistoryRow, DraftRow, EditRow, MessageRow, OutboxRow } from './rows.ts';

/** What only this device had, as far as it could still be read. */
export type Salvage = {
	id: string;
	drafts: DraftRow[];
	edits: EditRow[];
	outbox: OutboxRow[];
	draftHistory: DraftHistoryRow[];
	/** Those that were not sent. */
	messages: MessageRow[];
	/** Those that the server may not know. */
	chats: ChatRow[];
	/** There were rows, or whole stores, that could not be read. */
	incomplete: boolean;
};

type Unsent = Omit<Salvage, 'id' | 'incomplete'>;

/** Which rows of a store the server does not have. */
const wanted: { [Store in keyof Unsent]: (row: Unsent[Store][number]) => boolean } = {
	drafts: (row) => row.unsynced && typeof row.chatId === 'string',
	edits: (row) => typeof row.messageId === 'string',
	outbox: (row) => typeof row.n === 'number' && row.event !== 'message.read',
	draftHistory: (row) => typeof row.chatId === 'string',
	messages: (row) => row.seq === null,
	chats: (row) => row.local === true || row.movedTo !== undefined
};

/**
 * Reads store by store, and where a store refuses row by row, from a database whose form is not trusted. Never rejects:
 * what cannot be read is left out, and `incomplete` says so.
 */
export async function salvage(userId: string, id: string): Promise<Salvage> {
	const salvaged: Salvage = {
		id,
		drafts: [],
		edits: [],
		outbox: [],
		draftHistory: [],
		messages: [],
		chats: [],
		incomplete: false
	};
	const database = await openAsItIs(`inkling-${userId}`).catch(() => null);
	if (!database) return { ...salvaged, incomplete: true };
	for (const store of Object.keys(wanted) as (keyof Unsent)[]) {
		const rows = await readStore(database, store);
		const isWanted = wanted[store] as (row: unknown) => boolean;
		Object.assign(salvaged, { [store]: rows.read.filter((row) => isObject(row) && isWanted(row)) });
		salvaged.incomplete ||= rows.lost;
	}
	database.close();
	return salvaged;
}

const isObject = (row: unknown) => typeof row === 'object' && row !== null;

/** In whatever form it is; `null` if there is none. */
function openAsItIs(name: string): Promise<IDBDatabase | null> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name);
		let created = false;
		request.onupgradeneeded = () => {
			created = true;
			request.transaction?.abort();
		};
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => {
			if (created) resolve(null);
			else reject(request.error ?? new Error('The database does not open.'));
		};
	});
}

type Read = { read: unknown[]; lost: boolean };

async function readStore(database: IDBDatabase, name: string): Promise<Read> {
	try {
		return { read: await ask(database, name, (store) => store.getAll()), lost: false };
	} catch {
		return readEach(database, name);
	}
}

async function readEach(database: IDBDatabase, name: string): Promise<Read> {
	const read: unknown[] = [];
	try {
		for (const key of await ask(database, name, (store) => store.getAllKeys())) {
			await ask(database, name, (store) => store.get(key)).then(
				(row: unknown) => read.push(row),
				() => undefined
			);
		}
	} catch {
		// Not even its keys can be read: then it has given what it had.
	}
	return { read, lost: true };
}

/** A transaction for each question, since one that fails ends its transaction. */
function ask<Answer>(
	database: IDBDatabase,
	name: string,
	question: (store: IDBObjectStore) => IDBRequest<Answer>
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const request = question(database.transaction(name, 'readonly').objectStore(name));
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('It cannot be read.'));
	});
}
