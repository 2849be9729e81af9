import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium that is on this machine: CHROMIUM_PATH, then one on the PATH, then playwright's own. */
export function findChromium(): string | undefined {
	const named = process.env['CHROMIUM_PATH'];
	if (named) return existsSync(named) ? named : undefined;
	const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
	const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...candidates, chromium.executablePath()].find((path) => existsSync(path));
}
