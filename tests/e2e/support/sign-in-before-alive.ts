import type { Page } from '@playwright/test';
import type { Person } from './people.ts';

/** Signs in as one who is faster than the page's code: the browser itself sends the form, and the code comes after it. */
export async function signInBeforeAlive(page: Page, person: Person): Promise<void> {
	let letGo = () => {};
	const held = new Promise<void>((resolve) => (letGo = resolve));
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto('/login', { waitUntil: 'commit' });
	await page.getByRole('textbox', { name: 'Username' }).fill(person.username);
	await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
	const sent = page.waitForRequest((request) => request.method() === 'POST');
	await page.getByRole('button', { name: 'Sign in' }).click({ noWaitAfter: true });
	await sent;
	letGo();
}
