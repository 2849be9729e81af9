// `npm run screenshots [folder]`: pictures of every screen of the built app, by day and by night, at a desk and on a phone, into a
// folder that git does not keep; the best of them for the README, and those of the browser's install dialog.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright';
import { ana, ben, chatLink, openChat, signIn } from '../../tests/e2e/support/people.ts';
import { mara, setScene } from './scene.ts';
import { doors, screens } from './screens.ts';

const all = process.argv[2] ?? 'screenshots';
const inReadme = 'docs/screenshots';
const inInstaller = 'static/install/screenshots';
const sizes = {
	desk: { viewport: { width: 1280, height: 800 } },
	phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }
} satisfies Record<string, BrowserContextOptions>;
/** Screen, size and theme of the pictures that the README shows. */
const best = ['conversation-desk-light', 'conversation-phone-dark', 'chats-phone-light', 'palette-desk-dark'];

for (const folder of [all, inReadme, inInstaller]) await mkdir(folder, { recursive: true });
const scene = await setScene();

async function shoot(page: Page, path: string): Promise<void> {
	// What fades in has done so, and no caret blinks.
	await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
}

async function shootAll(size: keyof typeof sizes, colorScheme: 'light' | 'dark'): Promise<void> {
	const page = await scene.open({ ...sizes[size], colorScheme });
	for (const [list, enter] of [
		[doors, null],
		[screens, () => signIn(page, ana)]
	] as const) {
		await enter?.();
		for (const { name, show } of list) {
			await show(page);
			const picture = `${name}-${size}-${colorScheme}`;
			await shoot(page, join(all, `${picture}.png`));
			if (best.includes(picture)) await shoot(page, join(inReadme, `${picture}.png`));
		}
	}
	await shootLock(page, size, colorScheme);
	await page.context().close();
	console.log(`${size}, ${colorScheme}: ${doors.length + screens.length + 1} screens`);
}

/** What somebody sees of whom more is asked before they come in; the owner asks it, and lets it be again. */
async function shootLock(
	owners: Page,
	size: keyof typeof sizes,
	colorScheme: 'light' | 'dark'
): Promise<void> {
	await owners.context().setOffline(false);
	const require = (secondFactorRoles: string[]) =>
		owners.request.post('/api/v1/server.settings.update', {
			data: { secondFactorRoles },
			headers: { origin: new URL(owners.url()).origin },
			failOnStatusCode: true
		});
	await require(['member']);
	const page = await scene.open({ ...sizes[size], colorScheme });
	await signIn(page, mara);
	await page.getByText('Set up two-step sign-in').waitFor();
	await page.getByText('Authenticator app').waitFor();
	await shoot(page, join(all, `lock-${size}-${colorScheme}.png`));
	await page.context().close();
	await require([]);
}

async function shootForInstaller(): Promise<void> {
	const wide = await scene.open(sizes.desk);
	await signIn(wide, ana);
	await openChat(wide, ben.displayName);
	await shoot(wide, join(inInstaller, 'wide.png'));
	const narrow = await scene.open(sizes.phone);
	await signIn(narrow, ana);
	await chatLink(narrow, mara.displayName).getByText('The proofs').waitFor();
	await shoot(narrow, join(inInstaller, 'narrow-chats.png'));
	await openChat(narrow, ben.displayName);
	await shoot(narrow, join(inInstaller, 'narrow.png'));
}

try {
	for (const size of ['desk', 'phone'] as const)
		for (const theme of ['light', 'dark'] as const) await shootAll(size, theme);
	await shootForInstaller();
} finally {
	// Else the server would go on, and this process with it.
	await scene.close();
}
