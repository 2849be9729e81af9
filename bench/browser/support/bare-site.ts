import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { freePort } from '../../../tests/support/free-port.ts';

/** How the reports call what stands beside the product in a browser: how much of a figure is the browser's. */
export const barePage = 'a page of text';
export const bareBox = 'a text box alone';

const page = (body: string) =>
	`<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>${body}`;

const answers: Record<string, { type: string; text: string }> = {
	'/': {
		type: 'text/html',
		text: page(
			"<nav><a href='/'>Chat 1</a></nav><script>navigator.serviceWorker.register('/worker.js')</script>"
		)
	},
	'/box': {
		type: 'text/html',
		text: page("<textarea role='textbox' aria-label='Message'></textarea><script src='/save.js'></script>")
	},
	'/save.js': {
		type: 'text/javascript',
		text: `const asked = indexedDB.open('box');
asked.onupgradeneeded = () => asked.result.createObjectStore('drafts');
asked.onsuccess = () => {
	let waiting = false;
	const save = () => {
		waiting = false;
		const writing = asked.result.transaction('drafts', 'readwrite', { durability: 'strict' });
		writing.objectStore('drafts').put(document.querySelector('textarea').value, 'draft');
	};
	addEventListener('input', () => {
		if (!waiting) setTimeout(save, 300);
		waiting = true;
	});
};`
	},
	'/worker.js': {
		type: 'text/javascript',
		text: `addEventListener('install', (event) => event.waitUntil(caches.open('page').then((cache) => cache.add('/'))));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request))));`
	}
};

const listener: RequestListener = ({ url = '/' }, response) => {
	const answer = answers[url];
	if (!answer) return void response.writeHead(404).end();
	response.writeHead(200, { 'content-type': answer.type }).end(answer.text);
};

/** A site with as little as can be: a line of text that is there without a network too, and at `/box` a box to write in, whose text is written to the disk 300 ms after a key. */
export async function openBareSite(): Promise<{ url: string; close(): Promise<void> }> {
	const server: Server = createServer(listener);
	const port = await freePort();
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const close = async () => {
		server.closeAllConnections();
		server.close();
		await once(server, 'close');
	};
	return { url: `http://localhost:${port}`, close };
}
