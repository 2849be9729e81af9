import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test';
import { mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../../scripts/find-chromium.ts';

/** A browser whose data outlives its process. A page that throws, or breaks its content policy, is a fault of it. */
export class LastingBrowser {
	/** The profile on the disk. */
	readonly folder: string;
	readonly #baseURL: string;
	readonly faults: string[] = [];
	#context: BrowserContext | undefined;

	private constructor(folder: string, baseURL: string) {
		this.folder = folder;
		this.#baseURL = baseURL;
	}

	static async make(baseURL: string): Promise<LastingBrowser> {
		return new LastingBrowser(await mkdtemp(join(tmpdir(), 'inkling-browser-')), baseURL);
	}

	/** Starts a new process and answers its first page. */
	async start(): Promise<Page> {
		const { launchOptions, viewport, locale } = test.info().project.use;
		// A whole browser: the one without windows puts no mark on its profile.
		const executablePath = findChromium();
		const context = await chromium.launchPersistentContext(this.folder, {
			...launchOptions,
			...(executablePath ? { executablePath } : {}),
			baseURL: this.#baseURL,
			...(viewport ? { viewport } : {}),
			...(locale ? { locale } : {})
		});
		this.#context = context;
		context.on('weberror', (error) => this.faults.push(error.error().stack ?? error.error().message));
		context.on('console', (message) => {
			if (/Content Security Policy/.test(message.text())) this.faults.push(message.text());
		});
		return context.pages()[0] ?? context.newPage();
	}

	/** Another tab of the same process. */
	async openTab(): Promise<Page> {
		if (!this.#context) throw new Error('The browser has not been started.');
		return this.#context.newPage();
	}

	/** SIGKILL: nothing is finished, nothing is flushed. */
	async kill(): Promise<void> {
		// Chromium's own mark on a profile that is in use: the host, and its process.
		const mark = await readlink(join(this.folder, 'SingletonLock'));
		const closed = this.#context?.waitForEvent('close');
		process.kill(Number(mark.slice(mark.lastIndexOf('-') + 1)), 'SIGKILL');
		await closed;
		this.#context = undefined;
		await rm(join(this.folder, 'SingletonLock'), { force: true });
	}

	/** Ends the process. */
	async close(): Promise<void> {
		await this.#context?.close();
		this.#context = undefined;
	}

	async remove(): Promise<void> {
		await this.close();
		await rm(this.folder, { recursive: true, force: true });
	}
}

/** Waits until the service worker has stored the app and answers for this page. */
export async function waitForInstalled(page: Page): Promise<void> {
	await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
}

/** The names of the app's versions whose code is kept in this browser. */
export function keptVersions(page: Page): Promise<string[]> {
	return page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('inkling-app-')));
}
