import { deleteMessage } from '../../../src/lib/client/intents/delete-message.ts';
import { editMessage } from '../../../src/lib/client/intents/edit-message.ts';
import { markRead } from '../../../src/lib/client/intents/mark-read.ts';
import { reactToMessage } from '../../../src/lib/client/intents/react-to-message.ts';
import { sendMessage } from '../../../src/lib/client/intents/send-message.ts';
import type { MessageRow } from '../../../src/lib/client/mirror/rows.ts';
import type { Document } from '../../../src/lib/protocol/document/document.ts';
import type { User } from '../../../src/lib/protocol/entities.ts';
import { text } from '../../support/documents.ts';
import type { Client } from './client.ts';

/** Something that a person of the crowd does, or that happens to them. */
type Act = (client: Client, crowd: User[]) => Promise<unknown> | void;

const emoji = ['👍', '❤️', '🎉'];

let words = 0;

function any<Thing>(things: readonly Thing[]): Thing | undefined {
	return things[Math.floor(Math.random() * things.length)];
}

/** What somebody can do something about: those near the end, where people are. */
async function recent(client: Client, fits: (row: MessageRow) => boolean = () => true) {
	const { messages } = await client.window();
	return any(messages.slice(-30).filter((row) => row.content !== null && fits(row)));
}

function mentioning({ id, displayName }: User): Document {
	const mention = { type: 'mention', attrs: { id, label: displayName } };
	return { type: 'doc', content: [{ type: 'paragraph', content: [mention] }] };
}

/** What one of them says next: now and then it is about another one. */
function saying(crowd: User[]): Document {
	const about = Math.random() < 0.2 ? any(crowd) : undefined;
	return about ? mentioning(about) : text(`Word ${++words}`);
}

const send: Act = ({ mirror, chatId }, crowd) =>
	sendMessage(mirror, { chatId, content: saying(crowd), replyTo: null });

const edit: Act = async (client, crowd) => {
	const own = await recent(client, ({ senderId }) => senderId === client.person.user.id);
	if (own) await editMessage(client.mirror, own.id, saying(crowd));
};

const remove: Act = async (client) => {
	const own = await recent(client, ({ senderId }) => senderId === client.person.user.id);
	if (own) await deleteMessage(client.mirror, own.id);
};

const react: Act = async (client) => {
	const message = await recent(client);
	if (message) await reactToMessage(client.mirror, message.id, any(emoji) ?? '');
};

const read: Act = async (client) => {
	const message = await recent(client, ({ seq }) => seq !== null);
	const { mirror, chatId } = client;
	if (message?.seq) await markRead(mirror, { chatId, seq: message.seq });
};

const acts: readonly (readonly [number, Act])[] = [
	[30, send],
	[12, edit],
	[8, remove],
	[20, react],
	[16, read],
	[5, (client) => client.goOffline()],
	[6, (client) => client.goOnline()],
	[3, (client) => client.crash()]
];

/** Somebody of the crowd does something, the more common the likelier. */
export async function actAtRandom(client: Client, crowd: User[]): Promise<void> {
	const sum = acts.reduce((total, [weight]) => total + weight, 0);
	let left = Math.random() * sum;
	for (const [weight, act] of acts) {
		left -= weight;
		if (left < 0) return void (await act(client, crowd));
	}
}
