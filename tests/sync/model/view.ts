import type { Chat, Draft, DraftHistoryEntry, Message } from '../../../src/lib/protocol/entities.ts';
import { connect } from '../../support/connect.ts';
import type { Person, TestServer } from '../../support/start-server.ts';

/** All that the server would tell a new device of this person. */
export type View = {
	person: Person;
	chats: Chat[];
	drafts: Draft[];
	messages: Message[];
	history: DraftHistoryEntry[];
};

/** Asks the server, over a socket of its own. `chatIds`: chats that are not in the list but may have a history. */
export async function readView(server: TestServer, person: Person, chatIds: string[]): Promise<View> {
	const client = await connect(server, person);
	const { chats, drafts } = await client.get('sync.initial', { cursor: null, limit: 100 });
	const messages: Message[] = [];
	const history: DraftHistoryEntry[] = [];
	for (const { id } of chats)
		messages.push(...(await client.get('chat.messages.get', { chatId: id, limit: 100 })));
	for (const chatId of new Set([...chatIds, ...chats.map((chat) => chat.id)])) {
		const reply = await client.ask('draft.history.get', { chatId });
		if (reply.ok) history.push(...(reply.data as DraftHistoryEntry[]));
	}
	client.close();
	return { person, chats, drafts, messages, history };
}
