import { keepAllWords } from './editor/open-boxes.ts';
import { pageClock } from './editor/page-clock.ts';
import { clearStash, readStash } from './mirror/draft-stash.ts';
import { clearSendStash, readSendStash } from './mirror/send-stash.ts';
import { readFact } from './mirror/facts.ts';
import { markFull } from './mirror/full-mark.ts';
import type { Mirror } from './mirror/mirror.ts';
import { forgetMark, markUnsent, recogniseMirror } from './mirror/mirror-mark.ts';
import { Moment } from './mirror/moment.ts';
import { openMirror } from './mirror/open-mirror.ts';
import { storageFault, type StorageFaultKind } from './mirror/storage-fault.ts';
import { tabLineOf } from './mirror/tab-line.ts';
import type { Account, App } from './state/app-context.ts';
import { ChatList } from './state/chat-list.svelte.ts';
import { Connection } from './state/connection.svelte.ts';
import { Newsroom } from './state/newsroom.ts';
import { People } from './state/people.svelte.ts';
import { Presences } from './state/presences.svelte.ts';
import { askSession } from './sync/ask-session.ts';
import { bringFirstChats } from './sync/first-chats.ts';
import { pause } from './sync/pause.ts';
import { rememberedAccount, rememberAccount } from './sync/remembered-account.ts';
import { signOut } from './sync/sign-out.ts';
import { startSyncLater } from './sync/start-sync-later.ts';
import { watchMirror } from './sync/watch-mirror.ts';
import { loadUntilThere } from './ui/load-until-there.ts';

export type { StorageFaultKind } from './mirror/storage-fault.ts';
export type { Account } from './state/app-context.ts';

/** Everything that the screens need, and how to end it. */
export type Client = App & {
	/** Stops sync and closes the mirror; nothing is lost. */
	stop(): Promise<void>;
	/**
	 * Ends the session and wipes this person's data from the browser, unsent words included: ask before.
	 * @throws Error in words for the person if the server cannot be reached; then nothing was changed.
	 */
	signOut(): Promise<void>;
};

/** What `startClient` tells of other tabs, while the mirror gets a newer form. */
export type ClientSettings = {
	clientVersion?: string;
	/** A tab of an earlier version holds the mirror. Starting goes on by itself when it lets go. */
	onBlocked?: () => void;
	/** A tab of a newer version needs the mirror: the words of this tab are saved, and it can store nothing more. */
	onOutdated?: () => void;
	/** The data on this device cannot be read any more. The words in the boxes say for themselves whether they are saved. */
	onBroken?: () => void;
};

const chatsWithinMs = 2_000;
const never = new AbortController().signal;
const loadApplyPage = loadUntilThere(() => import('./mirror/apply-page.ts'));
const loadSync = loadUntilThere(async () => {
	// Sync needs it, and the browser would learn of it only when sync has come.
	void loadApplyPage();
	return import('./sync/start-sync.ts');
});
const loadRecovery = loadUntilThere(() =>
	Promise.all([import('./intents/recover-sends.ts'), import('./intents/recover-stash.ts')])
);

/** Finds the account: the remembered one first, so that it works offline, else the server's. `null`: must sign in. */
export async function findAccount(): Promise<Account | null> {
	const remembered = rememberedAccount();
	if (remembered) return remembered;
	const answer = await askSession();
	const account = 'account' in answer ? answer.account : null;
	if (account) rememberAccount(account);
	return account;
}

/** What an error of `findAccount` or `startClient` says about the storage of this browser. */
export function kindOfFault(error: unknown): StorageFaultKind {
	return storageFault(error).kind;
}

/** Whether the server can be asked now. */
export async function serverAnswers(): Promise<boolean> {
	return (await askSession()).kind !== 'unreachable';
}

/**
 * Opens the mirror of this person, starts sync and builds the read models.
 * @throws StorageFault if the mirror cannot be used
 */
export async function startClient(account: Account, settings: ClientSettings = {}): Promise<Client> {
	const { clientVersion = 'web', onBlocked, onOutdated, onBroken } = settings;
	const mirror = await openMirror(account.user.id, onBlocked);
	const birth = await recogniseMirror(mirror);
	// Before anything is shown or synchronised: these are the newest words of this device.
	await recoverLastWords(mirror).catch((error: unknown) =>
		console.error('The last words stay where they are.', error)
	);
	const moment = new Moment(tabLineOf(mirror.userId), pageClock);
	const [lock = null, cursor] = await Promise.all([readFact(mirror, 'lock'), readFact(mirror, 'cursor')]);
	const connection = new Connection(mirror, lock);
	const chatsCame =
		cursor === undefined && !lock ? bringFirstChats(mirror, loadApplyPage()) : Promise.resolve(false);
	const chatList = new ChatList(mirror, chatsCame);
	const newsroom = new Newsroom();
	// Where a lock hides the chats, only the server can lift it; and sync may mend what else keeps them from the screen.
	const chatsFirst = lock ? Promise.resolve() : Promise.race([chatList.shown, pause(chatsWithinMs, never)]);
	const sync = startSyncLater(chatsFirst.then(loadSync), mirror, {
		moment,
		clientVersion,
		onAccount: rememberAccount,
		onOtherAccount: changeTo,
		onFull: (full) => markFull(mirror.userId, full),
		onNews: (news) => newsroom.take(news)
	});
	const stopMarking = markUnsent(mirror);
	const unwatch = watchMirror(mirror, birth, {
		onReplaced: () => void startAnew(onBroken),
		onBroken: (error) => void standStill(error, onBroken)
	});
	const stop = async () => {
		unwatch();
		stopMarking();
		await sync.stop();
		moment.close();
		mirror.close();
	};
	mirror.on('versionchange', (event) => {
		if (event.newVersion === null) unwatch();
		return giveWay(event, mirror, stop, onOutdated);
	});
	return {
		mirror,
		moment,
		account,
		chatList,
		people: new People(mirror),
		connection,
		presences: new Presences(moment, connection),
		newsroom,
		stop,
		signOut: async () => {
			await signOut(mirror, stop);
			clearStash(mirror.userId);
			clearSendStash(mirror.userId);
			forgetMark(mirror.userId);
			markFull(mirror.userId, false);
		}
	};
}

/** Stores what pages were left with before the disk had it. There is seldom anything, and its code comes only then. */
async function recoverLastWords(mirror: Mirror): Promise<void> {
	if (readSendStash(mirror.userId).length + readStash(mirror.userId).length === 0) return;
	const [{ recoverSends }, { recoverStash }] = await loadRecovery();
	await recoverSends(mirror);
	await recoverStash(mirror);
}

const graceMs = 2_000;

/** What was only on this device is gone but for the words in the boxes of its tabs. */
async function startAnew(onBroken = () => {}): Promise<void> {
	if (await keepAllWords({ anew: true })) location.reload();
	else onBroken();
}

/** Nothing that is shown may claim to be saved which is not. */
async function standStill(error: unknown, onBroken = () => {}): Promise<void> {
	console.error('The data on this device cannot be read any more.', error);
	onBroken();
	await keepAllWords({ anew: true });
}

/**
 * Another tab wiped the mirror by signing out or to make it anew, or needs it in a newer form. Answers `false` where the mirror stays open
 * for now: Dexie would close it before what was typed is in it.
 */
function giveWay(
	event: IDBVersionChangeEvent,
	mirror: Mirror,
	stop: () => Promise<void>,
	onOutdated = () => {}
): boolean {
	if (event.newVersion === null) {
		// Who signed out is forgotten by now; who makes it anew is not.
		if (rememberedAccount()) location.reload();
		else location.assign('/login');
		return true;
	}
	void keepAllWords().then(async (kept) => {
		// What the device refuses to store stands in this tab alone, so the other one has to wait.
		if (!kept) return;
		onOutdated();
		// An answer that never comes must not keep the other tab waiting.
		await Promise.race([stop(), new Promise((resolve) => setTimeout(resolve, graceMs))]);
		mirror.close();
	});
	return false;
}

/** The browser's session is another person's by now: their mirror is opened instead, this one stays as it is. */
function changeTo(account: Account) {
	rememberAccount(account);
	location.reload();
}
