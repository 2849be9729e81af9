import type { Chat, Draft, Message, User } from './wire.ts';

/** What the server has told of chats, people and the caller's drafts; the newest of each. Filled by `sync`. */
export class State {
	readonly chats = new Map<string, Chat>();
	readonly users = new Map<string, User>();
	readonly drafts = new Map<string, Draft>();

	/** Answers whether there was anything new in it. */
	applyChat(chat: Chat): boolean {
		const known = this.chats.get(chat.id);
		if (known && known.revision >= chat.revision) return false;
		if (chat.removed) return this.chats.delete(chat.id);
		this.chats.set(chat.id, chat);
		return true;
	}

	/** The push of a message does not bring its chat along. */
	noteMessage(message: Message): void {
		const chat = this.chats.get(message.chatId);
		if (!chat || chat.lastSeq >= message.seq) return;
		const { seq, createdAt } = message;
		this.chats.set(chat.id, { ...chat, lastSeq: seq, lastMessage: message, activeAt: createdAt });
	}

	applyDraft(draft: Draft): boolean {
		const known = this.drafts.get(draft.chatId);
		if (known && known.version >= draft.version) return false;
		this.drafts.set(draft.chatId, draft);
		return true;
	}

	applyUser(user: User): boolean {
		if (JSON.stringify(this.users.get(user.id)) === JSON.stringify(user)) return false;
		this.users.set(user.id, user);
		return true;
	}
}
