import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBareSite } from './support/bare-site.ts';
import { noteWhatIsSeen, type Seen } from './support/note-what-is-seen.ts';
import { startBrowser } from './support/start-browser.ts';

/** A page of text on a device that has it; there is no server any more. */
export class BareStart {
	readonly #url: string;
	readonly #folder: string;

	private constructor(url: string, folder: string) {
		this.#url = url;
		this.#folder = folder;
	}

	/** Has it for as long as `work` takes. */
	static async with(work: (bare: BareStart) => Promise<void>): Promise<void> {
		const folder = await mkdtemp(join(tmpdir(), 'inkling-browser-'));
		const site = await openBareSite();
		try {
			const context = await startBrowser(folder, site.url);
			const page = context.pages()[0] ?? (await context.newPage());
			await page.goto('/');
			await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
			await context.close();
		} finally {
			await site.close();
		}
		try {
			await work(new BareStart(site.url, folder));
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}

	/** In a new browser process. Answers when its text was painted, in ms from the navigation. */
	async start(slowed: number): Promise<number> {
		const context = await startBrowser(this.#folder, this.#url, '--disable-gpu');
		await context.addInitScript(noteWhatIsSeen, '');
		const page = context.pages()[0] ?? (await context.newPage());
		const devtools = await context.newCDPSession(page);
		await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowed });
		await page.goto('/', { waitUntil: 'commit' });
		const seen = await page.waitForFunction(
			() => (window as unknown as { seen: Partial<Seen> }).seen.chats ?? false,
			undefined,
			{ polling: 100 }
		);
		const ms = await seen.jsonValue();
		await context.close();
		return Number(ms);
	}
}
