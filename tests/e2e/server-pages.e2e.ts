import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { faultsOf } from './support/axe.ts';
import { phone } from './support/devices.ts';
import { waitForInstalled } from './support/lasting-browser.ts';
import {
	ana,
	ben,
	chats,
	composer,
	messageWith,
	openChat,
	saving,
	say,
	signIn,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';

async function openPeople(page: Page) {
	await page.goto('/settings');
	await page.getByRole('region', { name: 'This server' }).getByRole('link', { name: 'People' }).click();
	await expect(page.getByRole('list', { name: 'People' })).toContainText(ben.displayName);
}

const row = (page: Page, name: string) =>
	page.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: name });

test('who is disabled is out at once on every screen, and finds the words again that waited there', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser(phone)];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello');
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'Hello')).toBeVisible();
	await composer(bens).click();
	await bens.keyboard.type('Not sent yet');
	await expect(saving(bens)).toHaveText('Saved');

	await openPeople(anas);
	await row(anas, ben.displayName).getByRole('button', { name: 'Disable Ben Okafor' }).click();
	await expect(anas.getByText('is signed out everywhere at once')).toBeVisible();
	await row(anas, ben.displayName).getByRole('alert').getByRole('button', { name: 'Disable' }).click();
	await expect(row(anas, ben.displayName)).toContainText('disabled');
	await expect(bens.getByText('You are signed out.')).toBeVisible();
	await bens.keyboard.type(', and more');
	await expect(composer(bens)).toHaveText('Not sent yet, and more');

	await bens.goto('/login');
	await bens.getByRole('textbox', { name: 'Username' }).fill(ben.username);
	await bens.getByRole('textbox', { name: 'Password' }).fill(ben.password);
	await bens.getByRole('button', { name: 'Sign in' }).click();
	await expect(bens.getByRole('alert')).toContainText('wrong');

	await row(anas, ben.displayName).getByRole('button', { name: 'Enable Ben Okafor' }).click();
	await expect(row(anas, ben.displayName)).not.toContainText('disabled');
	await signIn(bens, ben);
	await openChat(bens, ana.displayName);
	await expect(composer(bens)).toHaveText('Not sent yet, and more');
});

test('roles are given, a guest begins no chat, and the record tells of all of it', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser(phone)];
	await signUpBoth(anas, bens);
	const answered = bens.waitForResponse((response) => response.url().endsWith('/api/v1/session'));
	await bens.goto('/settings');
	expect(await (await answered).json()).toMatchObject({ data: { role: 'member' } });
	await expect(bens.getByRole('heading', { name: 'This device', exact: true })).toBeVisible();
	await expect(bens.getByRole('region', { name: 'This server' })).toHaveCount(0);

	await openPeople(anas);
	await expect(row(anas, ana.displayName)).toContainText('Owner (you)');
	await expect(row(anas, ana.displayName).getByRole('combobox')).toHaveCount(0);
	const role = row(anas, ben.displayName).getByRole('combobox', { name: 'Role of Ben Okafor' });
	await role.selectOption('Admin');
	await bens.reload();
	await openPeople(bens);
	await expect(row(bens, ana.displayName).getByRole('button')).toHaveCount(0);
	await role.selectOption('Guest');
	await expect(role).toHaveValue('guest');
	await bens.reload();
	await expect(bens.getByRole('alert')).toContainText('Your role on this server does not allow this');
	// What a guest may not do is no longer offered once the device has heard of it.
	const remembered = () => bens.evaluate(() => localStorage.getItem('inkling.account'));
	await expect.poll(remembered).toContain('"permissions":[]');
	await bens.goto('/settings');
	await expect(bens.getByRole('heading', { name: 'Password' })).toBeVisible();
	await expect(bens.getByRole('button', { name: 'Create invite link' })).toHaveCount(0);
	await bens.getByRole('link', { name: 'Back' }).click();
	await expect(bens.getByText('as soon as somebody adds you to one')).toBeVisible();
	await bens.getByRole('button', { name: 'New chat' }).click();
	await expect(bens.getByRole('dialog', { name: 'New chat' })).toContainText(
		'You are a guest on this server'
	);
	await bens.keyboard.press('Escape');

	await anas.getByRole('link', { name: 'Record' }).click();
	const lines = anas.getByRole('list', { name: 'Record' }).getByRole('listitem');
	await expect(lines.first()).toContainText('Ana Ruiz made Ben Okafor Guest; before: Admin');
	await anas.getByRole('combobox', { name: 'Show' }).selectOption('New accounts');
	await expect(lines).toHaveCount(2);
	await lines.first().getByRole('button', { name: 'Only about Ben Okafor' }).click();
	await expect(lines).toHaveCount(1);
	const [download] = await Promise.all([
		anas.waitForEvent('download'),
		anas.getByRole('link', { name: 'Export' }).click()
	]);
	const exported = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
	expect(exported.map((line) => JSON.parse(line) as unknown)).toMatchObject([
		{ action: 'account.created', actor: { username: ben.username }, target: { username: ana.username } }
	]);
});

test('an invite is made and revoked; its link lets nobody in any more', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await anas.goto('/server/invites');
	await expect(anas.getByText('No invite is open.')).toBeVisible();
	await anas.getByRole('button', { name: 'Create invite link' }).click();
	const link = await anas.getByRole('textbox', { name: 'Invite link' }).inputValue();
	const open = anas.getByRole('list', { name: 'Open invites' }).getByRole('listitem');
	await expect(open).toHaveText(/By Ana Ruiz, for one person/);
	await open.getByRole('button', { name: /^Revoke the invite by Ana Ruiz/ }).click();
	await expect(anas.getByText('No invite is open.')).toBeVisible();
	const stranger = await openBrowser();
	await stranger.goto(link);
	await stranger.getByRole('textbox', { name: 'Display name' }).fill('Cleo');
	await stranger.getByRole('textbox', { name: 'Username' }).fill('cleo');
	await stranger.getByRole('textbox', { name: 'Password' }).fill('long enough to be one');
	await stranger.getByRole('button', { name: 'Create account' }).click();
	await expect(stranger.getByRole('alert')).toContainText('used up, expired or unknown');
});

for (const colorScheme of ['light', 'dark'] as const) {
	test(`the pages of the server are accessible, and say what they cannot show offline, ${colorScheme}`, async ({
		openBrowser
	}) => {
		const anas = await openBrowser({ ...phone, colorScheme });
		await signUpBoth(anas, await openBrowser());
		await waitForInstalled(anas);
		for (const name of ['People', 'Invites', 'Record']) {
			await openPeople(anas);
			await anas.getByRole('navigation', { name: 'This server' }).getByRole('link', { name }).click();
			await expect(
				anas.getByRole('list', { name: name === 'Invites' ? 'Open invites' : name })
			).toBeVisible();
			expect(await faultsOf(anas)).toEqual([]);
		}
		await anas.context().setOffline(true);
		await anas.getByRole('link', { name: 'People' }).click();
		await expect(anas.getByText('The people are shown when you are online.')).toBeVisible();
		await anas.context().setOffline(false);
		await expect(anas.getByRole('list', { name: 'People' })).toContainText(ben.displayName);
	});
}

test('who cannot get in any more gets a link for a new password, and a second step can be required of everybody', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser({ colorScheme: 'dark' }), await openBrowser(phone)];
	await signUpBoth(anas, bens);
	await openPeople(anas);
	await row(anas, ben.displayName).getByRole('button', { name: 'Access of Ben Okafor' }).click();
	const access = anas.getByRole('group', { name: 'Access of Ben Okafor' });
	await access.getByRole('button', { name: 'Make a link for a new password' }).click();
	const link = await access.getByRole('textbox', { name: 'Link for a new password' }).inputValue();
	await access.getByRole('button', { name: 'Turn off their second step' }).click();
	await expect(access.getByRole('status')).toContainText('signs in with the password alone');
	expect(await faultsOf(anas)).toEqual([]);

	const stranger = await openBrowser(phone);
	await stranger.goto('/reset');
	await expect(stranger.getByText('This page needs the whole link')).toBeVisible();
	await stranger.goto('about:blank');
	await stranger.goto(link);
	await stranger.getByRole('textbox', { name: 'New password' }).fill('short');
	await stranger.getByRole('button', { name: 'Change password' }).click();
	await expect(stranger.getByText('must be at least 8 characters long')).toBeVisible();
	await stranger.getByRole('textbox', { name: 'New password' }).fill('paper is very patient');
	await stranger.getByRole('button', { name: 'Change password' }).click();
	await expect(stranger.getByRole('heading', { name: 'Your password is changed' })).toBeVisible();
	expect(await faultsOf(stranger)).toEqual([]);
	await expect(bens.getByText('You are signed out.')).toBeVisible();
	await signIn(bens, { ...ben, password: 'paper is very patient' });

	await anas.getByRole('navigation', { name: 'This server' }).getByRole('link', { name: 'Settings' }).click();
	await anas.getByRole('checkbox', { name: 'Members' }).check();
	await expect(bens.getByRole('heading', { name: 'Set up two-step sign-in' })).toBeVisible();
	await expect(bens.getByRole('button', { name: 'Set up an app' })).toBeVisible();
	for (const page of [anas, bens]) expect(await faultsOf(page)).toEqual([]);
	// So it is where they have just signed in, and nothing is known of them.
	const elsewhere = await openBrowser();
	await signIn(elsewhere, { ...ben, password: 'paper is very patient' });
	await expect(elsewhere.getByRole('heading', { name: 'Set up two-step sign-in' })).toBeVisible();
	await expect(elsewhere.getByRole('button', { name: 'Set up an app' })).toBeVisible();
	await anas.getByRole('checkbox', { name: 'Members' }).uncheck();
	for (const page of [bens, elsewhere]) {
		await page.reload();
		await expect(chats(page)).toBeVisible();
	}
});
