import { chromium, type BrowserContext } from '@playwright/test';
import { findChromium } from '../../../scripts/find-chromium.ts';
import { password } from './accounts.ts';

const quiet = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-sync'];

/** A browser of its own process, with what it kept in this folder when it ran before. */
export function startBrowser(folder: string, url: string, ...args: string[]): Promise<BrowserContext> {
	const executablePath = findChromium();
	return chromium.launchPersistentContext(folder, {
		...(executablePath ? { executablePath } : {}),
		args: [...quiet, ...args],
		baseURL: url,
		viewport: { width: 1280, height: 800 }
	});
}

/** Signs somebody in, in this browser. @throws Error with the refusal. */
export async function signIn(context: BrowserContext, username: string): Promise<void> {
	const answer = await context.request.post('/api/v1/session', { data: { username, password } });
	if (!answer.ok()) throw new Error(await answer.text());
}
