import type { Page } from 'playwright';
import { ben, chatLink, composer, messageWith, openChat } from '../../tests/e2e/support/people.ts';

/** A screen, and how one comes to it from anywhere behind the door. */
export type Screen = { name: string; show: (page: Page) => Promise<void> };

const home = async (page: Page) => {
	await page.goto('/');
	await chatLink(page, ben.displayName).waitFor();
};

const chat = async (page: Page) => {
	await home(page);
	await openChat(page, ben.displayName);
	await messageWith(page, 'three questions').waitFor();
	await page.locator('[data-code]').first().waitFor();
};

const details = async (page: Page, title: string) => {
	await home(page);
	await openChat(page, title);
	await page.getByRole('button', { name: 'Chat details' }).click();
	await page.getByRole('dialog').getByText('Owner').waitFor();
};

const action = async (page: Page, name?: string) => {
	await chat(page);
	const message = messageWith(page, 'read it aloud');
	if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) {
		// A finger that rests on it.
		await message.dispatchEvent('pointerdown', { pointerType: 'touch', isPrimary: true });
	} else {
		await message.hover();
		await message.getByRole('button', { name: 'Message actions' }).press('Enter');
	}
	await page.getByRole('menu').waitFor();
	if (name) await page.getByRole('menuitem', { name, exact: true }).click();
};

const address = (name: string, path: string, text: string): Screen => ({
	name,
	show: async (page) => {
		await page.goto(path);
		await page.getByText(text).first().waitFor();
	}
});

/** A part of the settings, from its head on. */
const section = (name: string, title: string, text: string): Screen => ({
	name,
	show: async (page) => {
		await page.goto('/settings');
		const region = page.getByRole('region', { name: title });
		await region.getByText(text).waitFor();
		await region.evaluate((element) => element.scrollIntoView());
	}
});

/** Every screen behind the door. */
export const screens: Screen[] = [
	{ name: 'chats', show: home },
	{ name: 'conversation', show: chat },
	{
		name: 'new-chat',
		show: async (page) => {
			await home(page);
			await page.getByRole('button', { name: 'New chat' }).click();
			await page.getByRole('searchbox', { name: 'Search people' }).fill('a');
			await page.getByRole('checkbox').first().waitFor();
		}
	},
	{ name: 'group-details', show: (page) => details(page, 'Spring catalogue') },
	{ name: 'message-actions', show: (page) => action(page) },
	{
		name: 'emoji',
		show: async (page) => {
			await action(page, 'React');
			await page.getByRole('dialog').getByRole('button').nth(5).waitFor();
		}
	},
	{
		name: 'forward',
		show: async (page) => {
			await action(page, 'Forward');
			await page.getByRole('dialog').getByText('Mara Lindqvist').waitFor();
		}
	},
	{
		name: 'draft-history',
		show: async (page) => {
			await chat(page);
			await page.getByRole('button', { name: 'Draft history' }).click();
			await page.getByRole('dialog').getByText('Nothing yet').waitFor();
		}
	},
	{
		name: 'formatting',
		show: async (page) => {
			await chat(page);
			await composer(page).click();
			await page.keyboard.press('ControlOrMeta+a');
		}
	},
	{
		name: 'palette',
		show: async (page) => {
			await chat(page);
			await page.keyboard.press('ControlOrMeta+k');
			await page.getByRole('option').first().waitFor();
		}
	},
	{
		name: 'shortcuts',
		show: async (page) => {
			await home(page);
			await page.keyboard.press('?');
			await page.getByRole('dialog').waitFor();
		}
	},
	address('drafts', '/drafts', 'About Thursday'),
	{
		name: 'mentions',
		show: async (page) => {
			await page.goto('/mentions');
			await page.getByText('Two covers').first().waitFor();
			await page.getByText('Looking for more').waitFor({ state: 'detached' });
		}
	},
	address('settings', '/settings', 'Notifications'),
	section('settings-two-step', 'Two-step sign-in', 'Set up an app'),
	section('settings-tokens', 'Access tokens', 'Make a token'),
	address('server-people', '/server', 'looks after everybody'),
	address('server-invites', '/server/invites', 'No invite is open'),
	address('server-bots', '/server/bots', 'There is no bot on this server'),
	address('server-settings', '/server/settings', 'Two-step sign-in'),
	address('server-health', '/server/health', 'free; the data takes'),
	address('server-record', '/server/record', 'made an account'),
	{
		name: 'offline',
		show: async (page) => {
			await chat(page);
			await page.context().setOffline(true);
			await page.getByText('Offline. What you write is kept').waitFor();
		}
	}
];

/** The screens before the door. */
export const doors: Screen[] = [
	address('sign-in', '/login', 'Sign in'),
	address('sign-up', '/signup', 'Create account'),
	address('new-password', '/reset#token=none', 'New password'),
	address('reference', '/docs/api', 'Inkling’s API')
];
