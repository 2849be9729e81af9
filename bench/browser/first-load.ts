import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { newId } from '../../src/lib/protocol/ids.ts';
import { openChat } from '../../tests/e2e/support/people.ts';
import { signUp } from './support/accounts.ts';
import { connectHub } from './support/hub.ts';
import { noteWhatIsSeen, type Seen } from './support/note-what-is-seen.ts';
import { signIn, startBrowser } from './support/start-browser.ts';
import { withServed } from './support/with-served.ts';

/** What a browser that was never here has loaded of JavaScript, in bytes of gzip. */
export type FirstLoadRun = {
	host: string;
	/** Until the list of chats was painted. */
	beforeChats: number;
	/** Until a chat was open, one could write in it, and nothing more came. */
	withChat: number;
	/** All that the build has for all pages, the service worker included. */
	built: number;
};

const built = 'build/client';
/** As Lighthouse has a slow 4G: what is needed comes before what is not. Bytes a second, and ms. */
const slow4G = { downloadThroughput: 200_000, uploadThroughput: 93_750, latency: 150, offline: false };

/** Somebody with a chat comes for the first time. */
export async function runFirstLoad(tell: (run: FirstLoadRun) => void): Promise<void> {
	const loaded = await withServed(({ url }, folder) => visit(url, folder));
	tell({
		host: 'inkling',
		beforeChats: await gzipped(loaded.filter(({ early }) => early).map(({ name }) => name)),
		withChat: await gzipped(loaded.map(({ name }) => name)),
		built: await gzipped(await Array.fromAsync(glob('**/*.js', { cwd: built })))
	});
}

/** Answers which scripts came, and whether that was before the list of chats was painted. */
async function visit(url: string, folder: string): Promise<{ name: string; early: boolean }[]> {
	await makeChat(url);
	const context = await startBrowser(folder, url);
	await signIn(context, 'ana');
	await context.addInitScript(noteWhatIsSeen, '');
	const page = context.pages()[0] ?? (await context.newPage());
	const devtools = await context.newCDPSession(page);
	await devtools.send('Network.emulateNetworkConditions', slow4G);
	await page.goto('/');
	await page.waitForFunction(() => (window as unknown as { seen: Partial<Seen> }).seen.chats !== undefined);
	await openChat(page, 'Chat 1');
	await page.waitForLoadState('networkidle');
	const loaded = await page.evaluate(() => {
		const { chats = 0 } = (window as unknown as { seen: Partial<Seen> }).seen;
		const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
		return (scripts as PerformanceResourceTiming[]).map(({ name, responseEnd }) => ({
			name: new URL(name).pathname,
			early: responseEnd > 0 && responseEnd < chats
		}));
	});
	await context.close();
	return loaded;
}

async function makeChat(url: string): Promise<void> {
	const hub = connectHub(url, await signUp(url, 'ana'));
	const chatId = newId();
	await hub.ask('chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Chat 1' });
	const content = [{ type: 'paragraph', content: [{ type: 'text', text: 'Words' }] }];
	await hub.ask('message.send', { id: newId(), chatId, content: { type: 'doc', content } });
	hub.close();
}

async function gzipped(files: string[]): Promise<number> {
	let bytes = 0;
	for (const file of new Set(files)) bytes += gzipSync(await readFile(join(built, file))).length;
	return bytes;
}
