import { expect, type Locator, type Page } from '@playwright/test';

export type Person = { username: string; displayName: string; password: string };

export const ana: Person = { username: 'ana', displayName: 'Ana Ruiz', password: 'ink dries slowly' };
export const ben: Person = { username: 'ben', displayName: 'Ben Okafor', password: 'paper is patient' };

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

export async function fillSignUp(page: Page, person: Person): Promise<void> {
	await field(page, 'Display name').fill(person.displayName);
	await field(page, 'Username').fill(person.username);
	await field(page, 'Password').fill(person.password);
}

/** Makes an account at the given address and waits for the page behind the door. */
export async function signUp(page: Page, person: Person, address = '/signup'): Promise<void> {
	await page.goto(address);
	await fillSignUp(page, person);
	await page.getByRole('button', { name: 'Create account' }).click();
	await expect(page).toHaveURL(/\/(welcome)?$/);
}

export async function signIn(page: Page, person: Person): Promise<void> {
	await page.goto('/login');
	await field(page, 'Username').fill(person.username);
	await field(page, 'Password').fill(person.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page).toHaveURL(/\/$/);
}

/** An invite link, made where the page offers it: after the first account, and in the settings. */
export async function makeInvite(page: Page): Promise<string> {
	await page.getByRole('button', { name: 'Create invite link' }).click();
	const link = page.getByRole('textbox', { name: 'Invite link' });
	await expect(link).toHaveValue(/\/signup#invite=/);
	return link.inputValue();
}

/** Ana, who owns the server, and Ben, whom she invited, each on the page behind the door. */
export async function signUpBoth(anas: Page, bens: Page): Promise<void> {
	// Not by the pages, which have their own tests: nearly every test begins here.
	await ask(anas, '/api/v1/users', ana);
	await anas.goto('/welcome');
	const origin = new URL(anas.url()).origin;
	const { token } = await ask<{ token: string }>(anas, '/api/v1/invites', {}, { origin });
	await ask(bens, '/api/v1/users', { ...ben, invite: token });
	await bens.goto('/');
}

async function ask<Answer>(page: Page, path: string, data: object, headers = {}): Promise<Answer> {
	const reply = await page.request.post(path, { data, headers });
	expect(reply.ok(), await reply.text()).toBe(true);
	return ((await reply.json()) as { data: Answer }).data;
}

/** Begins a chat with a person, by the sidebar's button. */
export async function startChat(page: Page, person: Person): Promise<void> {
	await page.goto('/');
	await page.getByRole('button', { name: 'New chat' }).click();
	const dialog = page.getByRole('dialog', { name: 'New chat' });
	await dialog.getByRole('searchbox', { name: 'Search people' }).fill(person.username);
	await dialog.getByRole('checkbox', { name: person.displayName }).check();
	await dialog.getByRole('button', { name: 'Start chat' }).click();
	await expect(page.getByRole('heading', { name: person.displayName })).toBeVisible();
}

export const chats = (page: Page): Locator => page.getByRole('navigation', { name: 'Chats' });
export const chatLink = (page: Page, name: string): Locator =>
	chats(page).getByRole('link', { name, exact: true });
export const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Message', exact: true });
export const saving = (page: Page): Locator => page.getByRole('main').getByRole('status');
export const messages = (page: Page): Locator =>
	page.getByRole('log', { name: 'Messages' }).getByRole('article');
export const messageWith = (page: Page, text: string): Locator => messages(page).filter({ hasText: text });

/** Opens a chat from the sidebar and waits until one can write in it. */
export async function openChat(page: Page, name: string): Promise<void> {
	await chatLink(page, name).click();
	// Until then the box may be that of the chat before.
	await expect(page.getByRole('main').getByRole('heading', { name, exact: true })).toBeVisible();
	await expect(composer(page)).toBeEditable();
}

/** Writes a message and sends it with Enter. */
export async function say(page: Page, text: string): Promise<void> {
	await composer(page).click();
	await page.keyboard.type(text);
	await page.keyboard.press('Enter');
}
