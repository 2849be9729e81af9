import { ana, ben, chats, fillSignUp, makeInvite, signIn, signUp } from './support/people.ts';
import { signInBeforeAlive } from './support/sign-in-before-alive.ts';
import { expect, test } from './support/test.ts';

test('whoever comes first makes the server, and invites the second', async ({ openBrowser }) => {
	const anas = await openBrowser();
	await anas.goto('/');
	await expect(anas).toHaveURL(/\/signup$/);
	await fillSignUp(anas, ana);
	await anas.getByRole('button', { name: 'Create account' }).click();
	await expect(anas.getByRole('heading', { name: 'Your server is ready' })).toBeVisible();

	const invite = await makeInvite(anas);
	const bens = await openBrowser();
	await signUp(bens, ben, invite);
	await expect(chats(bens)).toBeVisible();
	await expect(bens.getByText('Nothing written yet')).toBeVisible();
});

test('an invite works once, and without one nobody comes in', async ({ openBrowser }) => {
	const anas = await openBrowser();
	await signUp(anas, ana);
	const invite = await makeInvite(anas);
	await signUp(await openBrowser(), ben, invite);

	const strangers = await openBrowser();
	for (const address of [invite, '/signup']) {
		await strangers.goto(address);
		await fillSignUp(strangers, { ...ben, username: 'stranger' });
		await strangers.getByRole('button', { name: 'Create account' }).click();
		await expect(strangers.getByRole('alert')).toContainText('invite');
		await expect(strangers.getByRole('textbox', { name: 'Username' })).toHaveValue('stranger');
	}
});

test('whoever comes a moment too late to be the first learns what to do instead', async ({ openBrowser }) => {
	const late = await openBrowser();
	await late.goto('/signup');
	await expect(late.getByRole('heading', { name: 'Make it yours' })).toBeVisible();
	await signUp(await openBrowser(), ana);
	await fillSignUp(late, ben);
	await late.getByRole('button', { name: 'Create account' }).click();
	await expect(late.getByRole('heading', { name: 'Create your account' })).toBeVisible();
	await expect(late.getByText('This server is by invitation.')).toBeVisible();
	await expect(late.getByRole('alert')).toContainText('An invite is needed');
	await expect(late.getByRole('textbox', { name: 'Username' })).toHaveValue(ben.username);
	await late.getByRole('link', { name: 'Sign in' }).click();
	await expect(late.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('a wrong password is told beside the form, and the name stays', async ({ openBrowser }) => {
	const page = await openBrowser();
	await signUp(page, ana);
	const other = await openBrowser();
	await other.goto('/login');
	await other.getByRole('textbox', { name: 'Username' }).fill('ana');
	await other.getByRole('textbox', { name: 'Password' }).fill('not her password');
	await other.getByRole('button', { name: 'Sign in' }).click();
	await expect(other.getByRole('alert')).toBeVisible();
	await expect(other.getByRole('textbox', { name: 'Username' })).toHaveValue('ana');
	await expect(other.getByRole('textbox', { name: 'Password' })).toBeFocused();
});

test('signing out closes the door, and signing in opens it again', async ({ openBrowser }) => {
	const page = await openBrowser();
	await signUp(page, ana);
	await page.goto('/settings');
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL(/\/login$/);
	await page.goto('/');
	await expect(page).toHaveURL(/\/login$/);
	expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
	await signIn(page, ana);
	await expect(chats(page)).toBeVisible();
});

test('a form that was sent before the page had come to life puts the cursor where it goes on', async ({
	openBrowser
}) => {
	await signUp(await openBrowser(), ana);
	const page = await openBrowser();
	await signInBeforeAlive(page, { ...ana, password: 'not the right one' });
	await expect(page.getByRole('alert').filter({ hasText: 'wrong' })).toBeVisible();
	await expect(page.getByRole('textbox', { name: 'Password' })).toBeFocused();
});
