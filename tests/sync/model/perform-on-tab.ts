import { cancelMessage } from '../../../src/lib/client/intents/cancel-message.ts';
import { createChat } from '../../../src/lib/client/intents/create-chat.ts';
import { deleteDraft } from '../../../src/lib/client/intents/delete-draft.ts';
import { deleteMessage } from '../../../src/lib/client/intents/delete-message.ts';
import { dismissRival } from '../../../src/lib/client/intents/dismiss-rival.ts';
import { editMessage } from '../../../src/lib/client/intents/edit-message.ts';
import { markRead } from '../../../src/lib/client/intents/mark-read.ts';
import { openChat } from '../../../src/lib/client/intents/open-chat.ts';
import { renameChat } from '../../../src/lib/client/intents/rename-chat.ts';
import { restoreDraft } from '../../../src/lib/client/intents/restore-draft.ts';
import { takeBackMessage } from '../../../src/lib/client/intents/take-back-message.ts';
import { takeOverDraft } from '../../../src/lib/client/intents/take-over-draft.ts';
import type { ChatRow, MessageRow } from '../../../src/lib/client/mirror/rows.ts';
import type { Action } from './action.ts';
import { Box } from './box.ts';
import { choose } from './choose.ts';
import type { Tab } from './device.ts';
import { saying, wordsOf } from './words.ts';
import type { World } from './world.ts';

type OfTab = Extract<Action, { tab: number }>;
type Doing<Name> = (world: World, tab: Tab, action: OfTab & { do: Name }) => unknown;

const doings: { [Name in OfTab['do']]: Doing<Name> } = {
	type,
	'type over': ({ ledger }, { box }) => {
		box?.typeOver(ledger.word());
		return box?.flush();
	},
	save: (_, { box }) => box?.flush(),
	empty: (_, { box }) => {
		box?.empty();
		return box?.flush();
	},
	send: (_, { box }, { wait }) => soon(box?.send(), wait),
	'delete draft': erase,
	cancel: withdraw,
	'take back': withdraw,
	edit,
	'delete message': unsay,
	rename: async (world, tab, { at }) => {
		const chat = choose(await chatsOf(tab), at);
		if (chat?.kind === 'group') await renameChat(tab.mirror, chat.id, world.ledger.word());
	},
	read: async (_, tab, { at }) => {
		const chat = choose(await chatsOf(tab), at);
		if (chat) await markRead(tab.mirror, { chatId: chat.id, seq: chat.lastSeq });
	},
	restore,
	open: async (world, tab, { at }) => show(world, tab, choose(await chatsOf(tab), at)?.id ?? null),
	close: (world, tab) => show(world, tab, null),
	'take over': (_, { mirror, box }) => box && takeOverDraft(mirror, box.chatId),
	dismiss: (_, { mirror, box }) => box && dismissRival(mirror, box.chatId),
	create,
	'close tab': (_, tab) => tab.device.closeTab(tab),
	'crash tab': (_, tab) => tab.device.crashTab(tab)
};

/** Does what somebody does on one tab, or nothing where there is nothing to do it with. */
export async function performOnTab(world: World, tab: Tab, action: OfTab): Promise<void> {
	await (doings[action.do] as Doing<OfTab['do']>)(world, tab, action);
}

async function type(world: World, tab: Tab, { how, follow, wait }: Extract<Action, { do: 'type' }>) {
	if (!tab.box) await show(world, tab, choose(await chatsOf(tab), 0)?.id ?? null);
	const { box } = tab;
	if (!box) return;
	if (follow) await box.follow();
	box.type(world.ledger.word());
	if (how === 'pause') box.fireTimer();
	if (how === 'now') await soon(box.flush(), wait);
}

/** Puts a chat on the tab's screen; what stood in the box before is saved, as when one goes from chat to chat. */
async function show(world: World, tab: Tab, chatId: string | null) {
	const left = tab.box?.flush();
	tab.box = null;
	if (!chatId) await left;
	await openChat(tab.mirror, chatId);
	if (chatId) tab.box = await Box.open(tab.mirror, world.ledger, chatId);
}

/** In the list of drafts, where no chat is on the screen. */
async function erase(world: World, tab: Tab, { at }: { at: number }) {
	const { mirror } = tab;
	await show(world, tab, null);
	const drafts = (await mirror.drafts.toArray()).filter((row) => row.content !== null);
	const row = choose(drafts, at);
	if (!row) return;
	world.ledger.leave(wordsOf(row.content));
	await deleteDraft(mirror, row.chatId);
}

async function withdraw({ ledger }: World, { mirror }: Tab, { do: how, at }: Extract<OfTab, { at: number }>) {
	const unsent = await mirror.messages.filter((row: MessageRow) => row.state !== 'sent').toArray();
	const message = choose(unsent, at);
	if (!message) return;
	const done = await (how === 'cancel' ? cancelMessage : takeBackMessage)(mirror, message.id);
	if (!done) return;
	ledger.sent.delete(message.id);
	if (how === 'take back') ledger.fetch(wordsOf(message.content));
}

/** Says more in an own message, which still says what it said. */
async function edit({ ledger }: World, { mirror }: Tab, { at }: { at: number }) {
	const message = choose(await ownMessages(mirror), at);
	const content = message && saying([...wordsOf(message.content), ledger.word()]);
	if (content) await editMessage(mirror, message.id, content);
}

async function unsay({ ledger }: World, { mirror }: Tab, { at }: { at: number }) {
	const message = choose(await ownMessages(mirror), at);
	if (!message) return;
	for (const word of wordsOf(message.content)) ledger.given.add(word);
	ledger.sent.delete(message.id);
	await deleteMessage(mirror, message.id);
}

function ownMessages(mirror: Tab['mirror']): Promise<MessageRow[]> {
	return mirror.messages.filter((row) => row.senderId === mirror.userId && row.content !== null).toArray();
}

async function restore({ ledger }: World, { mirror }: Tab, { at }: { at: number }) {
	const entry = choose(await mirror.draftHistory.toArray(), at);
	if (!entry) return;
	ledger.fetch(wordsOf(entry.content));
	await restoreDraft(mirror, entry);
}

async function create(world: World, tab: Tab, { kind }: { kind: 'direct' | 'group' | 'self' }) {
	const others = world.people.map(({ user }) => user.id).filter((id) => id !== tab.mirror.userId);
	const { chatId } = await createChat(tab.mirror, { kind, memberIds: kind === 'self' ? [] : others });
	await show(world, tab, chatId);
}

async function chatsOf({ mirror }: Tab): Promise<ChatRow[]> {
	return (await mirror.chats.toArray()).filter((chat) => !chat.removed);
}

/** A tab may crash before the disk has answered; whoever waits no longer does not hear of it. */
async function soon(work: Promise<void> | undefined, wait: boolean): Promise<void> {
	if (wait) await work;
	else work?.catch(() => {});
}
