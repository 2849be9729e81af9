import { defineConfig } from '@playwright/test';
import { findChromium, findHeadlessShell } from './scripts/find-chromium.ts';

const args = [
	'--no-sandbox',
	'--disable-quic',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];
const browser = (executablePath: string | undefined) => ({
	launchOptions: executablePath ? { executablePath, args } : { args }
});

/** These need a browser with windows, which have the focus or have it not, and with notifications. */
const windowed = '**/notifications.e2e.ts';

export default defineConfig({
	testDir: 'tests',
	testMatch: '{e2e,security,stories}/**/*.e2e.ts',
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
		locale: 'en-GB'
	},
	projects: [
		{ name: 'chromium', use: browser(findHeadlessShell() ?? findChromium()), testIgnore: windowed },
		{ name: 'windows', use: browser(findChromium()), testMatch: windowed }
	]
});
