import type { Purpose } from '../../keyring/chat-key.ts';
import { chatKey, loadChatKeys } from '../chat-keys.ts';
import type { Checked } from '../open-for-check.ts';
import { refuseSilentKeys } from './refuse-silent-keys.ts';

/** So many rows are opened with keys that were fetched together. */
const rowsAtOnce = 500;

/** A sealed value, whose key it is, the row that it was sealed for, and how to speak of it. */
type Sealed = { owner: string; purpose: Purpose; rowId: string; sealed: Uint8Array; what: string };

/** Every sealed value that the keys at hand do not open, a sentence each. Reads row by row, whatever there is. */
export async function* findClosed(checked: Checked): AsyncGenerator<string> {
	for (const source of [titles, messages, versions, drafts, histories, secrets]) {
		for await (const rows of inGroups(source(checked))) yield* await findClosedOf(checked, rows);
	}
}

async function findClosedOf(checked: Checked, rows: Sealed[]): Promise<string[]> {
	const owners = rows.map(({ owner }) => owner);
	await loadChatKeys(checked.db, owners).catch(refuseSilentKeys);
	const findings: string[] = [];
	for (const row of rows)
		if (!(await opens(checked, row))) findings.push(`${row.what} does not open with its key.`);
	return findings;
}

async function opens({ db }: Checked, { owner, purpose, rowId, sealed }: Sealed): Promise<boolean> {
	try {
		(await chatKey(db, owner)).open(purpose, rowId, sealed);
		return true;
	} catch (error) {
		refuseSilentKeys(error);
		return false;
	}
}

async function* inGroups(rows: AsyncIterable<Sealed>): AsyncGenerator<Sealed[]> {
	let group: Sealed[] = [];
	for await (const row of rows) {
		group.push(row);
		if (group.length < rowsAtOnce) continue;
		yield group;
		group = [];
	}
	yield group;
}

async function* titles({ stream }: Checked): AsyncGenerator<Sealed> {
	const rows = stream.selectFrom('chats').select(['id', 'title_sealed as sealed']);
	for await (const { id, sealed } of rows.where('title_sealed', 'is not', null).stream())
		if (sealed) yield { owner: id, purpose: 'title', rowId: id, sealed, what: `The title of chat ${id}` };
}

async function* messages({ stream }: Checked): AsyncGenerator<Sealed> {
	const rows = stream.selectFrom('messages').select(['id', 'chat_id as owner', 'body_sealed as sealed']);
	for await (const { id, owner, sealed } of rows.where('body_sealed', 'is not', null).stream()) {
		const what = `Message ${id} of chat ${owner}`;
		if (sealed) yield { owner, purpose: 'message', rowId: id, sealed, what };
	}
}

async function* versions({ stream }: Checked): AsyncGenerator<Sealed> {
	for await (const row of stream.selectFrom('message_versions').selectAll().stream()) {
		const { message_id: id, version, chat_id: owner, body_sealed: sealed } = row;
		const what = `Version ${version} of message ${id} of chat ${owner}`;
		yield { owner, purpose: 'message-version', rowId: `${id}:${version}`, sealed, what };
	}
}

async function* drafts({ stream }: Checked): AsyncGenerator<Sealed> {
	const rows = stream.selectFrom('drafts').select(['user_id', 'chat_id as owner', 'body_sealed as sealed']);
	for await (const { user_id: rowId, owner, sealed } of rows.where('body_sealed', 'is not', null).stream()) {
		const what = `The draft of ${rowId} in chat ${owner}`;
		if (sealed) yield { owner, purpose: 'draft', rowId, sealed, what };
	}
}

async function* histories({ stream }: Checked): AsyncGenerator<Sealed> {
	for await (const row of stream.selectFrom('draft_history').selectAll().stream()) {
		const { id, chat_id: owner, body_sealed: sealed } = row;
		yield { owner, purpose: 'history', rowId: id, sealed, what: `Earlier draft ${id} of chat ${owner}` };
	}
}

async function* secrets({ stream }: Checked): AsyncGenerator<Sealed> {
	for await (const { user_id: id, secret_sealed: sealed } of stream.selectFrom('totp').selectAll().stream())
		yield { owner: id, purpose: 'totp', rowId: id, sealed, what: `The authenticator secret of ${id}` };
}
