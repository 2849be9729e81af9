import type { Emitter } from './emitter.ts';
import type { PushData, PushName } from './events.ts';
import type { ChangeName, Lanes } from './lanes.ts';
import type { Push } from './link.ts';
import type { State } from './state.ts';
import type { Chat, Draft, User } from './wire.ts';

type ChatNews = 'chat.initiated' | 'chat.updated' | 'chat.removed';

export type Inbox = { state: State; lanes: Lanes; emitter: Emitter };

type Take<Name extends PushName> = (inbox: Inbox, data: PushData<Name>) => void;

const change =
	(name: ChangeName): Take<ChangeName> =>
	({ lanes }, message) =>
		lanes.change(message, name);

/** What is more than a word in passing. */
const takes: { [Name in PushName]?: Take<Name> } = {
	'message.new': ({ state, lanes }, message) => {
		state.noteMessage(message);
		lanes.arrive(message);
	},
	'message.edited': change('message.edited'),
	'message.deleted': change('message.deleted'),
	'message.reacted': change('message.reacted'),
	'message.pinned': change('message.pinned'),
	'chat.initiated': (inbox, chat) => takeChat(inbox, chat, 'chat.initiated'),
	'chat.updated': (inbox, chat) => takeChat(inbox, chat, 'chat.updated'),
	'chat.removed': (inbox, chat) => takeChat(inbox, chat, 'chat.removed'),
	'draft.updated': takeDraft,
	'user.updated': takeUser
};

/** Takes what the server told: what is new in it goes on to who asked for it. */
export function takePush(inbox: Inbox, [name, data]: Push): void {
	const take = takes[name] as Take<typeof name> | undefined;
	if (take) take(inbox, data);
	else void inbox.emitter.emit(name, data);
}

/** `name` is left out where only the chat itself tells what became of it. */
export function takeChat({ state, lanes, emitter }: Inbox, chat: Chat, name?: ChatNews): void {
	const known = state.chats.has(chat.id);
	const news = state.applyChat(chat);
	if (chat.removed) lanes.end(chat.id);
	// Of a chat that is new here, what is unread is new too.
	else lanes.begin(chat.id, chat.readSeq);
	const seen = known ? 'chat.updated' : 'chat.initiated';
	if (news) void emitter.emit(name ?? (chat.removed ? 'chat.removed' : seen), chat);
}

export function takeDraft({ state, emitter }: Inbox, draft: Draft): void {
	if (state.applyDraft(draft)) void emitter.emit('draft.updated', draft);
}

export function takeUser({ state, emitter }: Inbox, user: User): void {
	if (state.applyUser(user)) void emitter.emit('user.updated', user);
}
