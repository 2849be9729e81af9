import { keepAllWords } from './editor/open-boxes.ts';
import { recoverStash } from './intents/recover-stash.ts';
import { clearStash } from './mirror/draft-stash.ts';
import { Mirror } from './mirror/mirror.ts';
import type { Account, App } from './state/app-context.ts';
import { ChatList } from './state/chat-list.svelte.ts';
import { Connection } from './state/connection.svelte.ts';
import { People } from './state/people.svelte.ts';
import { askSession } from './sync/ask-session.ts';
import { rememberedAccount, rememberAccount } from './sync/remembered-account.ts';
import { signOut } from './sync/sign-out.ts';
import { startSync } from './sync/start-sync.ts';

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
};

/** Finds the account: the remembered one first, so that it works offline, else the server's. `null`: must sign in. */
export async function findAccount(): Promise<Account | null> {
	const remembered = rememberedAccount();
	if (remembered) return remembered;
	const answer = await askSession();
	if (answer.kind !== 'signed-in') return null;
	rememberAccount(answer.account);
	return answer.account;
}

/** Opens the mirror of this person, starts sync and builds the read models. */
export async function startClient(account: Account, settings: ClientSettings = {}): Promise<Client> {
	const { clientVersion = 'web', onBlocked, onOutdated } = settings;
	const mirror = new Mirror(account.user.id);
	if (onBlocked) mirror.on('blocked', onBlocked);
	await mirror.open();
	// Before anything is shown or synchronised: these are the newest words of this device.
	await recoverStash(mirror).catch((error: unknown) =>
		console.error('The last words stay where they are.', error)
	);
	const sync = startSync(mirror, { clientVersion, onAccount: rememberAccount, onOtherAccount: changeTo });
	const stop = async () => {
		await sync.stop();
		mirror.close();
	};
	mirror.on('versionchange', (event) => giveWay(event, mirror, stop, onOutdated));
	return {
		mirror,
		account,
		chatList: new ChatList(mirror),
		people: new People(mirror),
		connection: new Connection(mirror),
		stop,
		signOut: async () => {
			await signOut(mirror, stop);
			clearStash(mirror.userId);
		}
	};
}

const graceMs = 2_000;

/**
 * Another tab wiped the mirror by signing out, or needs it in a newer form. Answers `false` where the mirror stays open
 * for now: Dexie would close it before what was typed is in it.
 */
function giveWay(
	event: IDBVersionChangeEvent,
	mirror: Mirror,
	stop: () => Promise<void>,
	onOutdated = () => {}
): boolean {
	if (event.newVersion === null) {
		location.assign('/login');
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
