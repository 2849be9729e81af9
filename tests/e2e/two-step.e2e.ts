import type { Page } from '@playwright/test';
import { generate } from 'otplib';
import { faultsOf } from './support/axe.ts';
import { phone } from './support/devices.ts';
import {
	ana,
	ben,
	chats,
	composer,
	openChat,
	saving,
	say,
	signUp,
	signUpBoth,
	startChat
} from './support/people.ts';
import { signInBeforeAlive } from './support/sign-in-before-alive.ts';
import { expect, test } from './support/test.ts';

const twoStep = (page: Page) => page.getByRole('region', { name: 'Two-step sign-in' });
const codeAt = (secret: string, steps: number) =>
	generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

async function openSettings(page: Page) {
	await page.getByRole('link', { name: 'Settings' }).click();
	await expect(twoStep(page).getByText('Authenticator app')).toBeVisible();
}

async function typeSignIn(page: Page) {
	await page.goto('/login');
	// Offered by the page's code: from then on the page itself sends the form, and the password stays in it.
	await expect(page.getByRole('button', { name: 'Use a passkey' })).toBeVisible();
	await page.getByRole('textbox', { name: 'Username' }).fill(ana.username);
	await page.getByRole('textbox', { name: 'Password' }).fill(ana.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
}

/** A passkey's device inside Chromium: it answers by itself, as if the person had put the finger on it. */
async function addAuthenticator(page: Page) {
	const debug = await page.context().newCDPSession(page);
	await debug.send('WebAuthn.enable');
	const { authenticatorId } = await debug.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true
		}
	});
	return {
		credentials: async () => (await debug.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
		add: (credential: Awaited<ReturnType<typeof debug.send<'WebAuthn.getCredentials'>>>['credentials'][0]) =>
			debug.send('WebAuthn.addCredential', { authenticatorId, credential }),
		refuse: () => debug.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
	};
}

/** Sets up an authenticator app as its owner does, and answers the first recovery code. */
async function setUpApp(page: Page): Promise<string> {
	await openSettings(page);
	await twoStep(page).getByRole('button', { name: 'Set up an app' }).click();
	await expect(page.getByLabel('Your password')).toBeFocused();
	await page.keyboard.type(ana.password);
	await page.keyboard.press('Enter');
	await expect(twoStep(page).getByRole('img', { name: /Picture for the camera/ })).toBeVisible();
	const secret = (await twoStep(page).locator('code').innerText()).replaceAll(' ', '');
	expect(secret).toMatch(/^[A-Z2-7]{32}$/);
	expect(await faultsOf(page)).toEqual([]);
	await page.getByLabel('Code that the app shows').fill('000000');
	await page.keyboard.press('Enter');
	await expect(twoStep(page).getByText('It is not what the app shows now.')).toBeVisible();
	await page.getByLabel('Code that the app shows').fill(await codeAt(secret, 0));
	await page.keyboard.press('Enter');
	const codes = twoStep(page).getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
	await expect(codes).toHaveCount(10);
	const recoveryCode = await codes.first().innerText();
	expect(await faultsOf(page)).toEqual([]);
	await twoStep(page).getByRole('button', { name: 'I have kept them' }).click();
	await expect(twoStep(page).getByText('10 of 10 left')).toBeVisible();
	return recoveryCode;
}

test('an authenticator app is set up, asked for on another device, and turned off', async ({
	openBrowser
}) => {
	const desk = await openBrowser();
	await signUpBoth(desk, await openBrowser());
	await startChat(desk, ben);
	await say(desk, 'Hello');
	const recoveryCode = await setUpApp(desk);

	// The session goes on under another id, and so does the connection.
	await openChat(desk, ben.displayName);
	await composer(desk).click();
	await desk.keyboard.type('Still connected');
	await expect(saving(desk)).toHaveText('Saved');

	const pocket = await openBrowser(phone);
	await typeSignIn(pocket);
	await expect(pocket.getByRole('textbox', { name: 'Code' })).toBeFocused();
	await expect(pocket.getByText('The password is right.')).toBeVisible();
	expect(await faultsOf(pocket)).toEqual([]);
	await pocket.keyboard.type('123123');
	await pocket.keyboard.press('Enter');
	await expect(pocket.getByText('The code is wrong or was used before.')).toBeVisible();
	await pocket.getByRole('textbox', { name: 'Code' }).fill(recoveryCode);
	await pocket.getByRole('button', { name: 'Sign in' }).click();
	await expect(chats(pocket)).toBeVisible();

	await openSettings(desk);
	await expect(twoStep(desk).getByText('9 of 10 left')).toBeVisible();
	await twoStep(desk).getByRole('button', { name: 'Turn off the app' }).click();
	await desk.getByLabel('Your password').fill(ana.password);
	await desk.keyboard.press('Enter');
	await expect(twoStep(desk).getByText('Not set up')).toBeVisible();
});

test('who sent the form before the page had come to life is asked for the password once more, and told so', async ({
	openBrowser
}) => {
	const desk = await openBrowser();
	await signUp(desk, ana);
	const recoveryCode = await setUpApp(desk);
	const pocket = await openBrowser(phone);
	await signInBeforeAlive(pocket, ana);
	await expect(pocket.getByText('The password is right. Type it once more')).toBeVisible();
	await expect(pocket.getByRole('textbox', { name: 'Password' })).toBeFocused();
	expect(await faultsOf(pocket)).toEqual([]);
	await pocket.keyboard.type(ana.password);
	await pocket.getByRole('textbox', { name: 'Code' }).fill('123123');
	await pocket.keyboard.press('Enter');
	await expect(pocket.getByText('The code is wrong or was used before.')).toBeVisible();
	await pocket.getByRole('textbox', { name: 'Code' }).fill(recoveryCode);
	await pocket.keyboard.press('Enter');
	await expect(chats(pocket)).toBeVisible();
});

test('a passkey brings its owner in without a name or a password, and none where the person does not say yes', async ({
	openBrowser,
	served
}) => {
	// A passkey belongs to a name, which 127.0.0.1 is not.
	const baseURL = served.url.replace('127.0.0.1', 'localhost');
	const desk = await openBrowser({ baseURL });
	await signUpBoth(desk, await openBrowser({ baseURL }));
	const authenticator = await addAuthenticator(desk);
	await openSettings(desk);
	await twoStep(desk).getByRole('button', { name: 'Add a passkey' }).click();
	expect(await faultsOf(desk)).toEqual([]);
	await desk.getByLabel('Name of the passkey').fill('My desk');
	await desk.getByLabel('Your password').fill(ana.password);
	await desk.getByRole('button', { name: 'Continue' }).click();
	await twoStep(desk).getByRole('button', { name: 'I have kept them' }).click();
	await expect(twoStep(desk).getByText('Passkey “My desk”')).toBeVisible();
	const [credential] = await authenticator.credentials();
	expect(credential).toBeDefined();

	// The same authenticator at another browser, as a key that one carries along.
	const pocket = await openBrowser({ ...phone, baseURL });
	const carried = await addAuthenticator(pocket);
	if (credential) await carried.add(credential);
	await pocket.goto('/login');
	await carried.refuse();
	await pocket.getByRole('button', { name: 'Use a passkey' }).click();
	await expect(pocket.getByRole('alert').filter({ hasText: 'No passkey was given' })).toBeVisible();
	const willing = await openBrowser({ ...phone, baseURL });
	const again = await addAuthenticator(willing);
	if (credential) await again.add(credential);
	await willing.goto('/login');
	await willing.getByRole('button', { name: 'Use a passkey' }).click();
	await expect(chats(willing)).toBeVisible();

	// The password alone is not enough any more.
	const third = await openBrowser({ baseURL });
	await typeSignIn(third);
	await expect(third.getByRole('textbox', { name: 'Code' })).toBeFocused();

	await desk.reload();
	await expect(twoStep(desk).getByText(/last used/)).toBeVisible();
	await twoStep(desk).getByRole('button', { name: 'Remove passkey My desk' }).click();
	await desk.getByLabel('Your password').fill(ana.password);
	await desk.getByRole('button', { name: 'Remove the passkey' }).click();
	await expect(twoStep(desk).getByText('Passkey “My desk”')).toHaveCount(0);
	const fourth = await openBrowser({ baseURL });
	await addAuthenticator(fourth).then(async ({ add }) => credential && add(credential));
	await fourth.goto('/login');
	await fourth.getByRole('button', { name: 'Use a passkey' }).click();
	await expect(fourth.getByText('This passkey does not fit any account here.')).toBeVisible();
});
