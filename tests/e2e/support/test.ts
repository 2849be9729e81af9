import { test as base, expect, type BrowserContextOptions, type Page } from '@playwright/test';
import { serve, type Served } from './serve.ts';

/** A browser of its own: it shares neither cookies nor IndexedDB with another. */
type OpenBrowser = (options?: BrowserContextOptions) => Promise<Page>;

/** Each test has a server of its own, and as many browsers as it opens. A page that throws fails its test. */
export const test = base.extend<{ served: Served; openBrowser: OpenBrowser }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from a pattern.
	served: async ({}, use) => {
		const served = await serve();
		await use(served);
		await served.stop();
	},
	openBrowser: async ({ browser, served }, use) => {
		const faults: string[] = [];
		await use(async (options = {}) => {
			const context = await browser.newContext({ baseURL: served.url, ...options });
			const page = await context.newPage();
			page.on('pageerror', (error) => faults.push(error.stack || `${error.name}: ${error.message}`));
			page.on('console', (message) => {
				if (/Content Security Policy/.test(message.text())) faults.push(message.text());
			});
			return page;
		});
		await Promise.all(browser.contexts().map((context) => context.close()));
		expect(faults).toEqual([]);
	}
});

export { expect } from '@playwright/test';
