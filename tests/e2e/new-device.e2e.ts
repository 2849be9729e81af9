import type { Page } from '@playwright/test';
import { faultsInBothSchemes } from './support/axe.ts';
import { phone } from './support/devices.ts';
import { ana, ben, composer, saving, signIn, signUpBoth, startChat } from './support/people.ts';
import { expect, test } from './support/test.ts';

const notice = (page: Page) => page.getByText('New sign-in as you on');

test('a sign-in on a new device is asked about on the others, until one of them says that it was oneself', async ({
	openBrowser
}) => {
	const [desk, pocket] = [await openBrowser(), await openBrowser(phone)];
	await signUpBoth(desk, await openBrowser());
	await startChat(desk, ben);
	await composer(desk).click();
	await desk.keyboard.type('Half a sentence');
	await expect(saving(desk)).toHaveText('Saved');

	await signIn(pocket, ana);
	await expect(notice(desk)).toBeVisible();
	// What is being typed goes on where it was.
	await desk.keyboard.type(', and its end');
	await expect(composer(desk)).toHaveText('Half a sentence, and its end');
	await expect(notice(pocket)).toHaveCount(0);
	expect(await faultsInBothSchemes(desk)).toEqual([]);
	await desk.reload();
	await expect(notice(desk)).toBeVisible();
	await desk.getByRole('button', { name: 'Yes, it was me' }).click();
	await expect(notice(desk)).toHaveCount(0);
	await desk.reload();
	await expect(composer(desk)).toHaveText('Half a sentence, and its end');
	await expect(notice(desk)).toHaveCount(0);

	// From now on the phone asks as well, also about what happened while it had no network.
	await expect(composer(pocket)).toHaveCount(0);
	await pocket.context().setOffline(true);
	await signIn(await openBrowser(), ana);
	await expect(notice(desk)).toBeVisible();
	await pocket.context().setOffline(false);
	await expect(notice(pocket)).toBeVisible();
	await pocket.getByRole('button', { name: 'Yes, it was me' }).click();
	await expect(notice(pocket)).toHaveCount(0);
	await expect(notice(desk)).toHaveCount(0);
});

test('a device that is not one’s own is out at once, and one is led to another password', async ({
	openBrowser
}) => {
	const [pocket, thief] = [await openBrowser(phone), await openBrowser()];
	await signUpBoth(pocket, await openBrowser());
	await signIn(thief, ana);
	await expect(notice(pocket)).toBeVisible();

	await pocket.context().setOffline(true);
	await pocket.getByRole('button', { name: 'No, sign it out' }).click();
	await expect(pocket.getByText('Nothing was changed; please answer when you are online.')).toBeVisible();
	await pocket.context().setOffline(false);
	await pocket.getByRole('button', { name: 'No, sign it out' }).click();
	await expect(pocket.getByText('is signed out. Whoever it was may know your password')).toBeVisible();
	await expect(thief.getByText('You are signed out.')).toBeVisible();

	await pocket.getByRole('link', { name: 'Change password' }).click();
	await expect(pocket.getByRole('heading', { name: 'Password', exact: true })).toBeInViewport();
	await expect(pocket.getByText('is signed out. Whoever it was may know your password')).toHaveCount(0);
});
