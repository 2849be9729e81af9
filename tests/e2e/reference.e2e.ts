import type { Page } from '@playwright/test';
import { faultsOf } from './support/axe.ts';
import { expect, test } from './support/test.ts';

/** Whether anything is wider than the window. */
const overflow = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const article = (page: Page, name: string) =>
	page.getByRole('article').filter({ has: page.getByRole('heading', { name, exact: true, level: 3 }) });

test('a stranger reads what an event takes, answers and refuses, with an example', async ({
	openBrowser
}) => {
	const page = await openBrowser();
	await page.goto('/docs/api');
	await page.getByRole('navigation', { name: 'Contents' }).getByText('Events', { exact: true }).click();
	await page.getByRole('link', { name: 'message.send', exact: true }).click();
	await expect(page).toHaveURL(/#message\.send$/);
	const send = article(page, 'message.send');
	await expect(send).toBeInViewport();
	await expect(send).toContainText('draftVersion?');
	await expect(send).toContainText('rate “send”: 10 a second, 30 at once');
	await expect(send.getByRole('link', { name: 'conflict' })).toHaveAttribute('href', '#error-conflict');
	await send.getByText('Example').click();
	await expect(send.getByText('"May I?"').first()).toBeVisible();
	await send.getByRole('link', { name: 'Message', exact: true }).click();
	await expect(article(page, 'Message')).toBeInViewport();
});

test('it runs no script, tells nothing of this server, and links the documents', async ({ openBrowser }) => {
	const page = await openBrowser();
	const loaded: string[] = [];
	page.on('request', (request) => loaded.push(request.resourceType()));
	await page.goto('/docs/api');
	expect(loaded).not.toContain('script');
	for (const [name, version] of [
		['AsyncAPI', 'asyncapi'],
		['OpenAPI', 'openapi']
	] as const) {
		const href = await page.getByRole('link', { name, exact: true }).getAttribute('href');
		const answer = await page.request.get(href ?? '');
		expect(answer.headers()['content-type']).toContain('application/json');
		expect(await answer.json()).toHaveProperty(version);
	}
});

for (const colorScheme of ['light', 'dark'] as const) {
	for (const width of [360, 1280]) {
		test(`axe finds nothing and nothing is too wide, ${colorScheme}, ${width} px`, async ({
			openBrowser
		}) => {
			const page = await openBrowser({ colorScheme, viewport: { width, height: 800 } });
			await page.goto('/docs/api');
			for (const closed of await page.getByRole('navigation').getByRole('group').all())
				await closed.locator('summary').click();
			await article(page, 'sync.initial').getByText('Example').click();
			expect(await overflow(page)).toBe(0);
			expect(await faultsOf(page)).toEqual([]);
		});
	}
}
