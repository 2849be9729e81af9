import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatRow, MessageRow } from '../../src/lib/client/mirror/rows.ts';
import type { Chat, Message } from '../../src/lib/protocol/entities.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { Crowd } from './crowd/crowd.ts';
import { meetPerson } from './model/meet-person.ts';

/** So long they write; a minute is worth while after a change of sync. */
const seconds = Number(process.env['CROWD_SECONDS'] ?? 4);
const clientCount = 100;
/** The fewest that a mirror holds of a chat that is on the screen. */
const pageSize = 50;

let server: TestServer;
let crowd: Crowd;
const chatId = newId();

beforeAll(async () => {
	server = await startServer();
	const people = await Promise.all(
		Array.from({ length: clientCount }, (_, n) => meetPerson(server, `p${n}`))
	);
	const [first] = people;
	if (!first) throw new Error('Nobody is there.');
	const socket = await connect(server, first);
	const memberIds = people.map(({ user }) => user.id);
	await socket.get('chat.create', { id: chatId, kind: 'group', memberIds, title: 'All' });
	await socket.get('message.send', { id: newId(), chatId, content: text('Welcome') });
	socket.close();
	crowd = new Crowd(server, people, chatId);
	await crowd.all({ do: 'begin' });
	await crowd.all({ do: 'rest' });
}, 120_000);

afterAll(async () => {
	await crowd.end();
	await server.stop();
});

/** The messages of the chat, as the server tells them. */
async function readMessages(socket: TestClient): Promise<Message[]> {
	const messages: Message[] = [];
	for (;;) {
		const beforeSeq = messages[0]?.seq;
		const before = beforeSeq ? { beforeSeq } : {};
		const page = await socket.get('chat.messages.get', { chatId, limit: 100, ...before });
		if (page.length === 0) return messages;
		messages.unshift(...page);
	}
}

/** What of a message everybody sees alike. */
function shown(message: Message | MessageRow) {
	const { id, seq, senderId, content, mentions, createdAt, editedAt, deletedAt, version } = message;
	const reactions = message.reactions.map(({ emoji, userIds }) => `${emoji} ${[...userIds].sort().join()}`);
	return {
		id,
		seq,
		senderId,
		content,
		mentions,
		createdAt,
		editedAt,
		deletedAt,
		version,
		reactions: reactions.sort()
	};
}

function counted(chat: Chat | ChatRow | undefined) {
	const { lastSeq = 0, readSeq = 0, unread = 0, mentions = 0, memberCount = 0 } = chat ?? {};
	const reads = chat?.members.map((member) => `${member.userId} ${member.readSeq}`).sort();
	return { lastSeq, readSeq, unread, mentions, memberCount, reads, last: chat?.lastMessage?.id };
}

/** The counts of one person, from the messages alone. */
function recount(me: string, readSeq: number, messages: Message[]) {
	const unread = messages.filter(
		({ seq, senderId, deletedAt }) => seq > readSeq && senderId !== me && deletedAt === null
	);
	return { unread: unread.length, mentions: unread.filter(({ mentions }) => mentions.includes(me)).length };
}

test(
	`${clientCount} clients write, change, delete, react, read, come and go for ${seconds} s: all mirrors end as the server, and all counts are a recount`,
	async () => {
		const done = await crowd.all({ do: 'act', ms: seconds * 1000 });
		// In the first round everybody tells, in the second everybody hears of it.
		for (let round = 0; round < 2; round++) await crowd.all({ do: 'settle' });

		let messages: Message[] = [];
		for (const { person, chat, messages: window } of await crowd.reports()) {
			const socket = await connect(server, person);
			if (messages.length === 0) messages = await readMessages(socket);
			const { chats } = await socket.get('sync.initial', { cursor: null, limit: 100 });
			socket.close();
			const there = chats.find(({ id }) => id === chatId);
			expect(counted(chat)).toEqual(counted(there));
			const { unread, mentions, readSeq = 0 } = there ?? {};
			expect({ unread, mentions }).toEqual(recount(person.user.id, readSeq, messages));
			expect(window.map(shown)).toEqual(messages.slice(-window.length).map(shown));
			expect(window.length).toBeGreaterThanOrEqual(Math.min(messages.length, pageSize));
		}
		expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));

		await crowd.all({ do: 'read back', readers: 1 });
		const whole = (await crowd.reports()).filter((report) => report.messages.length === messages.length);
		expect(whole.length).toBeGreaterThanOrEqual(clientCount / 10);
		const acts = done.reduce((sum, part) => sum + (part.acts ?? 0), 0);
		const deleted = messages.filter(({ deletedAt }) => deletedAt !== null).length;
		console.log(`${acts} acts, ${messages.length} messages, ${deleted} of them deleted`);
	},
	seconds * 1000 + 300_000
);
