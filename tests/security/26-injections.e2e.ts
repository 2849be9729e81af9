import type { Page } from '@playwright/test';
import { newId } from '../../src/lib/protocol/ids.ts';
import { phone } from '../e2e/support/devices.ts';
import {
	ana,
	ben,
	chatLink,
	composer,
	messages,
	saving,
	signIn,
	signUpBoth,
	startChat
} from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

/** Each would call `hit` if it were taken for more than text. */
const corpus = [
	'<script>hit()</script>',
	'<img src=x onerror=hit()>',
	'<svg/onload=hit()>',
	'"><iframe srcdoc="<script>parent.hit()</script>">',
	'<a href="javascript:hit()">open</a>',
	'[open](javascript:hit())',
	'![x](x" onerror="hit())',
	'{{constructor.constructor("hit()")()}}',
	'${hit()}',
	'<math><mtext><style><img src=x onerror=hit()></style></mtext></math>',
	'</textarea><details open ontoggle=hit()>',
	'javascript:hit()//https://example.org'
];
const name = '<img src=x onerror=hit()>';

const plain = (words: string) => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
});

/** Says what has run, from before any script of the page. */
async function watch(page: Page, hits: string[]): Promise<void> {
	await page.exposeFunction('hit', () => hits.push(page.url()));
	page.on('dialog', (dialog) => {
		hits.push(dialog.message());
		void dialog.dismiss();
	});
}

test('26: scripts in names, titles, messages, drafts, tabs and exports are words', async ({
	openBrowser
}) => {
	const hits: string[] = [];
	const [anas, bens] = [await openBrowser(), await openBrowser(phone)];
	for (const page of [anas, bens]) await watch(page, hits);
	const evil = { ...ana, displayName: name };
	const made = await anas.request.post('/api/v1/users', { data: evil });
	expect(made.ok()).toBe(true);
	await anas.goto('/');
	const headers = { origin: new URL(anas.url()).origin };
	const invite = (await (await anas.request.post('/api/v1/invites', { data: {}, headers })).json()) as {
		data: { token: string };
	};
	await bens.request.post('/api/v1/users', { data: { ...ben, invite: invite.data.token } });
	await bens.goto('/');

	await startChat(anas, ben);
	for (const words of corpus) {
		await composer(anas).click();
		await anas.keyboard.insertText(words);
		await anas.keyboard.press('Enter');
	}
	await expect(messages(anas)).toHaveCount(corpus.length);
	await expect(messages(anas).last()).toHaveAttribute('data-state', 'sent');
	await chatLink(bens, name).click();
	await expect(messages(bens)).toHaveCount(corpus.length);
	for (const page of [anas, bens]) {
		await expect(messages(page).first()).toContainText('<script>hit()</script>');
		await expect(page.locator('main a[href^="javascript:"], main iframe, main svg[onload]')).toHaveCount(0);
	}

	await composer(anas).click();
	await anas.keyboard.insertText(corpus.join(' '));
	await expect(saving(anas)).toHaveText('Saved');
	await anas.goto('/drafts');
	await expect(anas.getByText('<script>hit()</script>').first()).toBeVisible();
	await anas.goto('/');
	await anas.getByRole('button', { name: 'New chat' }).click();
	const dialog = anas.getByRole('dialog', { name: 'New chat' });
	await dialog.getByRole('searchbox', { name: 'Search people' }).fill('<img src=x');
	await expect(dialog).toBeVisible();
	await anas.keyboard.press('Escape');

	const group = { id: newId(), kind: 'group', memberIds: [], title: '<svg/onload=hit()>' };
	expect((await anas.request.post('/api/v1/chat.create', { data: group, headers })).ok()).toBe(true);
	const first = { id: newId(), chatId: group.id, content: plain('Ahoy') };
	expect((await anas.request.post('/api/v1/message.send', { data: first, headers })).ok()).toBe(true);
	await chatLink(anas, group.title).click();
	await expect(anas.getByRole('heading', { name: group.title })).toBeVisible();
	await expect(anas).toHaveTitle(`${group.title} · Inkling`);

	// The second browser of the same person, with the draft that came over the wire.
	const second = await openBrowser();
	await watch(second, hits);
	await signIn(second, evil);
	await second.goto('/drafts');
	await expect(second.getByText('<script>hit()</script>').first()).toBeVisible();
	await second.goto('/server/record');
	await expect(second.getByText(`${name} made an account`).first()).toBeVisible();
	const record = await second.request.get('/api/v1/audit');
	expect(record.headers()['content-disposition'] ?? '').toMatch(/^attachment/);
	expect(record.headers()['x-content-type-options']).toBe('nosniff');
	for (const line of (await record.text()).trimEnd().split('\n'))
		expect(() => JSON.parse(line) as unknown).not.toThrow();
	expect(hits).toEqual([]);
});

test('27: text becomes neither HTML nor a script by itself, on any kind of page', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await anas.goto('/login');
	const tries = () => {
		const refused = (run: () => void) => {
			try {
				run();
				return false;
			} catch {
				return true;
			}
		};
		return [
			refused(() => (document.createElement('div').innerHTML = '<b>words</b>')),
			refused(() => (document.createElement('script').text = 'window.ran = true')),
			refused(() => (document.createElement('script').src = '/service-worker.js')),
			refused(() => {
				const { trustedTypes } = window as {
					trustedTypes?: { createPolicy(name: string, rules: object): void };
				};
				trustedTypes?.createPolicy('another', {});
			})
		];
	};
	expect(await anas.evaluate(tries)).toEqual([true, true, true, true]);
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	expect(await anas.evaluate(tries)).toEqual([true, true, true, true]);
	// The editor pastes all the same, and nothing of it but the words and their form.
	await composer(anas).click();
	await anas.evaluate(() => {
		const data = new DataTransfer();
		data.setData('text/html', '<b>bold</b> and <mark>plain</mark>');
		document.activeElement?.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
		);
	});
	await expect(composer(anas).locator('strong')).toHaveText('bold');
	await expect(composer(anas)).toHaveText('bold and plain');
});
