import { defineConfig } from '@playwright/test';
import { findChromium, findHeadlessShell } from './scripts/find-chromium.ts';

// What needs a whole browser, a profile that outlives it, starts one by itself.
const executablePath = findHeadlessShell() ?? findChromium();

export default defineConfig({
	testDir: 'tests',
	testMatch: '{e2e,stories}/**/*.e2e.ts',
	outputDir: 'test-results',
	// Each test has a server of its own.
	workers: 2,
	retries: 0,
	// Against hanging alone: a busy machine may take its time, and speed is measured in bench/.
	timeout: 180_000,
	expect: { timeout: 30_000 },
	forbidOnly: true,
	reporter: 'list',
	use: {
		browserName: 'chromium',
		viewport: { width: 1280, height: 800 },
		locale: 'en-GB',
		launchOptions: {
			...(executablePath ? { executablePath } : {}),
			args: [
				'--no-sandbox',
				'--disable-quic',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	}
});
