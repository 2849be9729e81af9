import { newId } from '../../src/lib/protocol/ids.ts';
import { insertChatKey } from '../../src/lib/server/store/chat-keys.ts';
import { initiateChat, insertChat, takeSeq } from '../../src/lib/server/store/chats.ts';
import { insertMember, updateReadSeq } from '../../src/lib/server/store/members.ts';
import { insertMessage } from '../../src/lib/server/store/messages.ts';
import type { Tx } from '../../src/lib/server/store/open-store.ts';
import { bodyOf } from './body.ts';
import { inTurns } from './in-turns.ts';
import { withData } from './with-data.ts';

/** A chat to be: who is in it – the first makes it, the second writes – and how many messages it has. */
export type Wanted = { memberIds: [string, string, ...string[]]; messages: number };

/**
 * Makes groups, with messages in them, in the data of a server that does not run, by the server's own functions; the last is
 * the latest active one. Answers their ids.
 */
export function seedChats(dataDir: string, wanted: Wanted[]): Promise<string[]> {
	return withData(dataDir, ({ store }) =>
		inTurns(wanted.length, (index) => {
			const { memberIds, messages } = wanted[index] ?? { memberIds: ['', ''], messages: 0 };
			return store.write((tx) => makeChat(tx, `Chat ${index}`, memberIds, messages));
		})
	);
}

async function makeChat(tx: Tx, title: string, memberIds: string[], messages: number): Promise<string> {
	const [creator = '', writer = ''] = memberIds;
	const id = newId();
	const key = await insertChatKey(tx, id);
	await insertChat(tx, {
		id,
		kind: 'group',
		creator_id: creator,
		create_fingerprint: key.fingerprint(title),
		direct_key: null,
		title,
		memberCount: memberIds.length
	});
	for (const userId of memberIds)
		await insertMember(tx, { id, lastSeq: 0 }, userId, userId === creator ? 'owner' : 'member');
	await initiateChat(tx, id);
	for (let last_seq = 0; last_seq < messages; last_seq++) {
		const seq = takeSeq(tx, { id, last_seq });
		const place = { id: newId(), chatId: id, seq, senderId: writer, ahead: false };
		await insertMessage(tx, { ...place, content: bodyOf(), replyTo: null, forwarded: null });
		await updateReadSeq(tx, id, writer, seq);
	}
	return id;
}
