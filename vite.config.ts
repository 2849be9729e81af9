import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { firstPage } from './scripts/vite/first-page-plugin.ts';
import { hub } from './scripts/vite/hub-plugin.ts';
import { lighterPackages } from './scripts/vite/lighter-packages-plugin.ts';

export default defineConfig({
	// The hub's plugin comes first: Kit's preview starts the app as soon as it is asked for its middleware.
	plugins: [hub(), tailwindcss(), lighterPackages(), sveltekit(), firstPage()],
	test: {
		environment: 'node',
		include: ['src/**/*.test.ts', 'tests/**/*.test.ts', 'scripts/**/*.test.ts'],
		exclude: ['tests/e2e/**'],
		// Real servers and real disks: a slow machine is no failure.
		testTimeout: 60_000,
		hookTimeout: 60_000,
		expect: { poll: { timeout: 60_000 } }
	}
});
