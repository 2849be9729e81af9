import type { Payload } from '../../protocol/contract.ts';
import type { Chat } from '../../protocol/entities.ts';
import { refuse } from '../../protocol/errors.ts';
import { findChat, findDirectChat, insertChat, type ChatRow } from '../store/chats.ts';
import { insertChatKey } from '../store/chat-keys.ts';
import { findChatView } from '../store/chat-views.ts';
import { insertMember } from '../store/members.ts';
import type { Tx } from '../store/open-store.ts';
import { findUsers } from '../store/users.ts';
import { comeBack } from './support/come-back.ts';
import { creationFingerprint, sameFingerprint } from './support/fingerprints.ts';
import { command, type CommandContext } from './support/handler.ts';

export default command('chat.create', create, ['chat.create']);

async function create(payload: Payload<'chat.create'>, { caller, tx, push }: CommandContext): Promise<Chat> {
	const others = await checkMembers(tx, payload, caller.userId);
	const earlier = await findChat(tx, payload.id);
	if (earlier) return answerAgain(tx, payload, earlier, caller.userId);
	const directKey = directKeyOf(payload.kind, caller.userId, others);
	const existing = directKey && (await findDirectChat(tx, directKey, caller.userId));
	if (existing) {
		await comeBack({ tx, push }, existing, [caller.userId]);
		return findChatView(tx, caller.userId, existing.id);
	}

	const key = await insertChatKey(tx, payload.id);
	await insertChat(tx, {
		id: payload.id,
		kind: payload.kind,
		creator_id: caller.userId,
		create_fingerprint: creationFingerprint(key, payload),
		direct_key: directKey,
		title: payload.title ?? null,
		memberCount: others.length + 1
	});
	const place = { id: payload.id, lastSeq: 0 };
	await insertMember(tx, place, caller.userId, 'owner');
	for (const userId of others) {
		await insertMember(tx, place, userId, payload.kind === 'direct' ? 'owner' : 'member');
	}
	const chat = await findChatView(tx, caller.userId, payload.id);
	push.admit(chat.id, caller.userId);
	push.toUser(caller.userId, 'chat.updated', chat);
	return chat;
}

/** The others who are to be in the chat, each once, all of them known. */
async function checkMembers(tx: Tx, payload: Payload<'chat.create'>, callerId: string): Promise<string[]> {
	const others = [...new Set(payload.memberIds)].filter((id) => id !== callerId);
	const allowed = { direct: others.length === 1, self: others.length === 0, group: true }[payload.kind];
	if (!allowed) {
		const message = payload.kind === 'direct' ? 'must name one other person' : 'must be empty';
		throw refuse('invalid_data', undefined, { issues: [{ path: 'memberIds', message }] });
	}
	const known = await findUsers(tx, others);
	if (known.length < others.length || known.some((user) => user.disabled)) throw refuse('not_found');
	return others;
}

async function answerAgain(
	tx: Tx,
	payload: Payload<'chat.create'>,
	chat: ChatRow,
	callerId: string
): Promise<Chat> {
	// With the key of a chat that was destroyed went the means to compare.
	const same = chat.deleted_at !== null || (await sameFingerprint(tx, payload));
	if (chat.creator_id !== callerId || !same) {
		throw refuse('conflict', 'Another chat has this id already. Nothing was changed.');
	}
	return findChatView(tx, callerId, payload.id);
}

function directKeyOf(
	kind: Payload<'chat.create'>['kind'],
	callerId: string,
	others: string[]
): string | null {
	if (kind === 'group') return null;
	return kind === 'self' ? `self:${callerId}` : [callerId, ...others].sort().join(':');
}
