import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const shells = ['chromium-headless-shell', 'chrome-headless-shell'];

/** The path of a Chromium that is on this machine: CHROMIUM_PATH, then one on the PATH, then playwright's own. */
export function findChromium(): string | undefined {
	const named = process.env['CHROMIUM_PATH'];
	if (named) return existsSync(named) ? named : undefined;
	return [...onPath(browsers), chromium.executablePath()].find((path) => existsSync(path));
}

/** A Chromium without windows, which needs a quarter less of the processor; undefined where there is none. */
export function findHeadlessShell(): string | undefined {
	if (process.env['CHROMIUM_PATH']) return undefined;
	return onPath(shells).find((path) => existsSync(path));
}

function onPath(names: string[]): string[] {
	const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
	return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}
