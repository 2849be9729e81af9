import type { Payload } from '../../protocol/contract.ts';
import type { Message } from '../../protocol/entities.ts';
import { refuse } from '../../protocol/errors.ts';
import { mayWrite } from '../policies/chat-policies.ts';
import { takeSeq, type ChatFacts } from '../store/chats.ts';
import { chatKey } from '../store/chat-keys.ts';
import { updateReadSeq, type Membership } from '../store/members.ts';
import {
	findMessage,
	fingerprintOf,
	insertMessage,
	openMessage,
	sendFingerprint,
	type MessageRow,
	type NewMessage
} from '../store/messages.ts';
import type { Tx } from '../store/open-store.ts';
import { comeBack } from './support/come-back.ts';
import { consumeDraft } from './support/consume-draft.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { command } from './support/handler.ts';
import { findMessageFor } from './support/find-message-for.ts';
import { initiate } from './support/initiate.ts';
import { noteMentions } from './support/note-mentions.ts';
import { refuseWriting } from './support/refuse-writing.ts';

type Send = Payload<'message.send'>;

export default command('message.send', async (payload, context) => {
	const { tx, caller, push } = context;
	const { chat, member, offLists } = await findChatFor(tx, caller.userId, payload.chatId);
	const earlier = await findMessage(tx, payload.id);
	if (earlier) return answerAgain(tx, payload, earlier, chat, caller.userId);
	if (!mayWrite({ kind: chat.kind, writers: chat.writers, role: member.role })) throw refuseWriting();
	if (payload.replyTo) await checkParent(tx, payload.replyTo, chat.id);

	const sent = await toNewMessage(tx, payload, chat, member);
	const message = await insertMessage(tx, sent);
	await noteMentions(tx, message);
	// Who has read everything and writes has still read everything; unread messages of others stay unread.
	if (!sent.ahead) await updateReadSeq(tx, chat.id, caller.userId, sent.seq);
	await consumeDraft(context, chat.id, payload);
	// The first message makes a draft-only chat one of all its members; any brings a deleted one back.
	if (chat.initiated_at === null) await initiate(context, chat, message);
	else if (offLists) await comeBack(context, chat);
	push.toChat(chat.id, 'message.new', message);
	return message;
});

async function toNewMessage(tx: Tx, send: Send, chat: ChatFacts, sender: Membership): Promise<NewMessage> {
	const forwarded = send.forwardOf ? await findForwarded(tx, send, send.forwardOf, sender.user_id) : null;
	const seq = takeSeq(tx, chat);
	return {
		id: send.id,
		chatId: chat.id,
		seq,
		senderId: sender.user_id,
		content: send.content,
		replyTo: send.replyTo ?? null,
		forwarded,
		ahead: sender.read_seq < seq - 1
	};
}

/** Who wrote the words that are forwarded. Nobody can put words into another's mouth: they are what that message says. */
async function findForwarded(
	tx: Tx,
	send: Send,
	id: string,
	senderId: string
): Promise<NewMessage['forwarded']> {
	const { row } = await findMessageFor(tx, senderId, id);
	const { content } = await openMessage(tx, row);
	if (JSON.stringify(content) !== JSON.stringify(send.content)) {
		throw refuse('conflict', 'The message to forward has changed in the meantime. Nothing was sent.');
	}
	return { id: row.id, from: row.forwarded_from ?? row.sender_id };
}

async function answerAgain(
	tx: Tx,
	send: Send,
	earlier: MessageRow,
	chat: ChatFacts,
	callerId: string
): Promise<Message> {
	const fingerprint = sendFingerprint(await chatKey(tx, chat.id), { ...send, replyTo: send.replyTo ?? null });
	const same =
		earlier.chat_id === chat.id &&
		earlier.sender_id === callerId &&
		Buffer.compare(await fingerprintOf(tx, earlier), fingerprint) === 0;
	if (!same) throw refuse('conflict', 'Another message has this id already. Nothing was changed.');
	return openMessage(tx, earlier);
}

async function checkParent(tx: Tx, id: string, chatId: string): Promise<void> {
	const parent = await findMessage(tx, id);
	if (parent?.chat_id !== chatId)
		throw refuse('not_found', 'The message that this replies to is not in this chat.');
}
