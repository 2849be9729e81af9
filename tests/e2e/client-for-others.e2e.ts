import type { Page } from '@playwright/test';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Client } from '../../clients/typescript/src/client.ts';
import type * as Inkling from '../../clients/typescript/src/index.ts';
import { installClient } from '../client/support/install-client.ts';
import { ana, signUp } from './support/people.ts';
import { expect, test as base } from './support/test.ts';

/** The packed package as files, without a bundler: only the name of its dependency becomes an address. */
type Files = Record<string, string>;

const test = base.extend<{ files: Files; elsewhere: string }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from a pattern.
	files: async ({}, use) => {
		const { folder, remove } = installClient();
		const read = (path: string) => readFileSync(join(folder, 'node_modules', path), 'utf8');
		await use({
			'/inkling-client.js': read('inkling-client/dist/index.js').replace(
				'"socket.io-client"',
				'"/socket.io-client.js"'
			),
			'/socket.io-client.js': read('socket.io-client/dist/socket.io.esm.min.js')
		});
		remove();
	},
	/** Another site, that has the files. */
	elsewhere: async ({ files }, use) => {
		const site = createServer((request, response) => {
			const file = files[request.url ?? ''];
			response.setHeader('content-type', file === undefined ? 'text/html' : 'text/javascript');
			response.end(file ?? '<!doctype html><title>Elsewhere</title>');
		}).listen(0, '127.0.0.1');
		await once(site, 'listening');
		await use(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
		site.closeAllConnections();
		site.close();
	}
});

/** What a page of the tests keeps of the client. */
type Kept = Window & { client: Client; heard: string[] };

/** Opens the client in the page; from then on the page keeps what it hears. */
function begin(page: Page, options: Inkling.ConnectOptions): Promise<string> {
	return page.evaluate(async (given) => {
		const address = '/inkling-client.js';
		const { connect, plain } = (await import(address)) as typeof Inkling;
		const kept = window as unknown as Kept;
		kept.client = connect(given);
		kept.heard = [];
		kept.client.on('message.new', ({ content }) => kept.heard.push(plain(content)));
		await kept.client.sync();
		return (await kept.client.me()).username;
	}, options);
}

const heard = (page: Page) => page.evaluate(() => (window as unknown as Kept).heard);

/** Asks the HTTP door, as the person of the page. */
function post<Data>(page: Page, event: string, payload: object): Promise<Data> {
	return page.evaluate(
		async ([name, body]) => {
			const headers = { 'content-type': 'application/json' };
			const response = await fetch(`/api/v1/${name}`, { method: 'POST', headers, body });
			return ((await response.json()) as { data: unknown }).data;
		},
		[event, JSON.stringify(payload)] as const
	) as Promise<Data>;
}

/** UUIDv7s; the server looks at their form alone. */
const chatId = '01900000-0000-7000-8000-000000000001';
const tokenId = '01900000-0000-7000-8000-000000000002';

test('the client runs in a page of the server with its cookie, and in one of another site with a token', async ({
	openBrowser,
	served,
	files,
	elsewhere
}) => {
	const own = await openBrowser({ serviceWorkers: 'block' });
	await own.route(/\/(inkling|socket\.io)-client\.js$/, (route) =>
		route.fulfill({
			contentType: 'text/javascript',
			body: files[new URL(route.request().url()).pathname] ?? ''
		})
	);
	await signUp(own, ana);
	expect(await begin(own, { url: served.url })).toBe('ana');
	await post(own, 'chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Boats' });
	const wish = { id: tokenId, name: 'Elsewhere', permissions: ['read', 'write'], expiresAt: null };
	const { secret } = await post<{ secret: string }>(own, 'tokens.create', wish);

	const other = await openBrowser();
	await other.goto(elsewhere);
	expect(await begin(other, { url: served.url, token: secret })).toBe('ana');

	const say = (page: Page, words: string) =>
		page.evaluate(([chat, line]) => (window as unknown as Kept).client.send(chat, line), [
			chatId,
			words
		] as const);
	await say(own, 'From home');
	await say(other, 'From elsewhere');
	await served.kill();
	const waiting = say(other, 'Through a restart');
	await served.startAgain();
	await waiting;
	for (const page of [own, other]) {
		await expect.poll(() => heard(page)).toEqual(['From home', 'From elsewhere', 'Through a restart']);
	}
});
