import { cancelMessage } from '../../../src/lib/client/intents/cancel-message.ts';
import { createChat } from '../../../src/lib/client/intents/create-chat.ts';
import { deleteDraft } from '../../../src/lib/client/intents/delete-draft.ts';
import { dismissRival } from '../../../src/lib/client/intents/dismiss-rival.ts';
import { markRead } from '../../../src/lib/client/intents/mark-read.ts';
import { openChat } from '../../../src/lib/client/intents/open-chat.ts';
import { restoreDraft } from '../../../src/lib/client/intents/restore-draft.ts';
import { takeBackMessage } from '../../../src/lib/client/intents/take-back-message.ts';
import { takeOverDraft } from '../../../src/lib/client/intents/take-over-draft.ts';
import type { ChatRow, MessageRow } from '../../../src/lib/client/mirror/rows.ts';
import type { Action } from './action.ts';
import { Box } from './box.ts';
import type { Tab } from './device.ts';
import { tabsOf, type World } from './world.ts';
import { wordsOf } from './words.ts';

type OfTab = Extract<Action, { tab: number }>;
type OfDevice = Extract<Action, { device: number }>;

/** Does one action, or nothing where there is nothing to do it with. */
export async function perform(world: World, action: Action): Promise<void> {
	if (action.do === 'wait') return turns(action.turns);
	if (action.do === 'restart') return action.hard ? world.server.crash() : world.server.restart();
	if ('device' in action) return performOnDevice(world, action);
	const tab = choose(tabsOf(world), action.tab);
	if (tab) await performOnTab(world, tab, action);
}

async function performOnDevice(world: World, action: OfDevice): Promise<void> {
	const device = choose(world.devices, action.device);
	if (!device) return;
	if (action.do === 'open tab') await device.openTab();
	else if (action.do === 'go offline') device.goOffline();
	else if (action.do === 'go online') device.goOnline();
	else if (action.do === 'wake') device.wake();
	else if (action.do === 'cut') device.network.cut();
	else if (action.do === 'push') device.network.planPush({ kind: action.fate, actions: action.actions });
	else device.network.plan(action.on, { kind: action.fate, actions: action.actions });
}

async function performOnTab(world: World, tab: Tab, action: OfTab): Promise<void> {
	const { mirror, box } = tab;
	switch (action.do) {
		case 'type':
			return type(world, tab, action);
		case 'save':
			return box?.flush();
		case 'empty':
			box?.empty();
			return box?.flush();
		case 'send':
			return soon(box?.send(), action.wait);
		case 'delete draft':
			return erase(world, tab, action.at);
		case 'cancel':
		case 'take back':
			return withdraw(world, tab, action);
		case 'read': {
			const chat = choose(await chatsOf(tab), action.at);
			return chat && markRead(mirror, { chatId: chat.id, seq: chat.lastSeq });
		}
		case 'restore':
			return restore(world, tab, action.at);
		case 'open':
			return show(world, tab, choose(await chatsOf(tab), action.at)?.id ?? null);
		case 'close':
			return show(world, tab, null);
		case 'take over':
			return box ? takeOverDraft(mirror, box.chatId) : undefined;
		case 'dismiss':
			return box ? dismissRival(mirror, box.chatId) : undefined;
		case 'create':
			return create(world, tab, action.kind);
		case 'close tab':
			return tab.device.closeTab(tab);
		case 'crash tab':
			return tab.device.crashTab(tab);
	}
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
	void tab.box?.flush();
	tab.box = null;
	await openChat(tab.mirror, chatId);
	if (chatId) tab.box = await Box.open(tab.mirror, world.ledger, chatId);
}

async function erase({ ledger }: World, { mirror }: Tab, at: number) {
	const drafts = (await mirror.drafts.toArray()).filter((row) => row.content !== null);
	const row = choose(drafts, at);
	if (!row) return;
	ledger.leave(wordsOf(row.content));
	await deleteDraft(mirror, row.chatId);
}

async function withdraw({ ledger }: World, { mirror }: Tab, { do: how, at }: Extract<OfTab, { at: number }>) {
	const unsent = await mirror.messages.filter((row: MessageRow) => row.state !== 'sent').toArray();
	const message = choose(unsent, at);
	if (!message) return;
	const done = await (how === 'cancel' ? cancelMessage : takeBackMessage)(mirror, message.id);
	if (!done) return;
	ledger.sent.delete(message.id);
	if (how === 'take back') ledger.return(wordsOf(message.content));
}

async function restore({ ledger }: World, { mirror }: Tab, at: number) {
	const entry = choose(await mirror.draftHistory.toArray(), at);
	if (!entry) return;
	ledger.return(wordsOf(entry.content));
	await restoreDraft(mirror, entry);
}

async function create(world: World, tab: Tab, kind: 'direct' | 'group' | 'self') {
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

function choose<Thing>(things: Thing[], index: number): Thing | undefined {
	return things[index % things.length];
}

async function turns(count: number): Promise<void> {
	for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
