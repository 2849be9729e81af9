import type { Payload } from '../../protocol/contract.ts';
import type { Chat } from '../../protocol/entities.ts';
import { refuse } from '../../protocol/errors.ts';
import { mayRename } from '../policies/chat-policies.ts';
import { chatKey } from '../store/chat-keys.ts';
import { findChatView } from '../store/chat-views.ts';
import { findTitleMutation, writeTitle } from '../store/titles.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { command, type CommandContext } from './support/handler.ts';
import { tellChat } from './support/tell-chat.ts';

export default command('chat.title.update', async (payload, context) => {
	const { tx, caller } = context;
	const { chat, member } = await findChatFor(tx, caller.userId, payload.chatId);
	if (chat.kind !== 'group') throw refuse('forbidden', 'Only a group has a title of its own.');
	const before = await findAnsweredBefore(context, chat.id, payload);
	if (before) return before;
	if (!mayRename({ kind: chat.kind, writers: chat.writers, role: member.role })) {
		throw refuse('forbidden', 'Only admins rename this chat. Nothing was changed.');
	}
	if (chat.title_version !== payload.baseVersion) {
		throw refuse('stale', undefined, { current: await findChatView(tx, caller.userId, chat.id) });
	}
	await writeTitle(tx, {
		chatId: chat.id,
		userId: caller.userId,
		mutationId: payload.mutationId,
		title: payload.title,
		version: chat.title_version + 1
	});
	await tellChat(context, chat);
	return findChatView(tx, caller.userId, chat.id);
});

/** The first answer to this mutation: the chat with the title that it got then. */
async function findAnsweredBefore(
	{ tx, caller }: CommandContext,
	chatId: string,
	{ mutationId, title }: Payload<'chat.title.update'>
): Promise<Chat | null> {
	const row = await findTitleMutation(tx, caller.userId, mutationId);
	if (!row) return null;
	const fingerprint = (await chatKey(tx, chatId)).fingerprint(title);
	if (row.chat_id !== chatId || Buffer.compare(row.fingerprint, fingerprint) !== 0) {
		throw refuse('conflict', 'This change has the id of another one. Nothing was changed.');
	}
	return { ...(await findChatView(tx, caller.userId, chatId)), title, titleVersion: row.version };
}
