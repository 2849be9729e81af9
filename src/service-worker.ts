/// <reference types="@sveltejs/kit" />
// Keeps the app's code on this device, so that it starts without a network. It never keeps what a person wrote or
// reads: that lies in the mirror, which sign-out wipes.
import { build, files, version } from '$service-worker';

const worker = self as unknown as ServiceWorkerGlobalScope;

/** Begins the name of each version's cache, and of the lock that its tabs hold: `ui/app/hold-version.ts`. */
const family = 'inkling-app-';
/** A page that boots the app at any address. */
const shell = '/shell';
const patienceMs = 3_000;
/** A browser has six connections to a server that speaks HTTP/1.1; the person’s own questions need some of them. */
const asksAtOnce = 3;
/** Answers of the server that are not pages. */
const doors = /^\/(api|socket\.io|healthz|readyz|metrics)(\/|$)/;
/** What the browser asks for when it installs the app stays on the server. */
const kept = files.filter((file) => !file.startsWith('/install/'));

// Nobody calls `skipWaiting`: a new worker waits till the tabs of the old one are gone, and nothing depends on it, because
// either worker answers with the code of every version that is in use, and with the newest shell.
worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => event.waitUntil(hear(event.data as Heard | null)));
worker.addEventListener('notificationclick', (event) => event.waitUntil(choose(event.notification)));
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== location.origin || doors.test(pathname)) return;
	if (pathname.startsWith('/_app/immutable/')) event.respondWith(codeOf(request));
	else if (kept.includes(pathname)) event.respondWith(fileOf(request));
	else if (request.mode === 'navigate') event.respondWith(pageOf(request));
});

async function install(): Promise<void> {
	const name = `${family}${version}`;
	// After a step back to an earlier version its cache shall count as the newest.
	await caches.delete(name);
	const cache = await caches.open(name);
	const waiting = [...build, ...kept.map(fresh)];
	const addInTurn = async () => {
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await cache.add(next);
	};
	await Promise.all(Array.from({ length: asksAtOnce }, addInTurn));
	// Last of all: a cache that has it is whole.
	await cache.add(fresh(shell));
}

function fresh(path: string): Request {
	return new Request(path, { cache: 'reload', credentials: 'omit' });
}

async function activate(): Promise<void> {
	await worker.clients.claim();
	await dropUnused();
}

/** Deletes the code of versions that no tab runs any more. */
async function dropUnused(): Promise<void> {
	// Its cache is being filled, and no tab runs it yet.
	if (worker.registration.installing) return;
	const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const { held = [] } = await navigator.locks.query();
	const locks = held.flatMap(({ name }) => (name?.startsWith(family) ? [name] : []));
	// A tab that is only just starting has no lock yet and may run any of them. Counted, because in Chromium the
	// `clientId` of a lock is not the `id` of the tab.
	if (locks.length < tabs.length) return;
	const names = await versions();
	const inUse = new Set([...locks, await newest(names)]);
	await Promise.all(names.filter((name) => !inUse.has(name)).map((name) => caches.delete(name)));
}

/** The caches of all versions, in the order in which they came to this device. */
async function versions(): Promise<string[]> {
	return (await caches.keys()).filter((name) => name.startsWith(family));
}

/** The newest cache that is whole: the shell is stored last. */
async function newest(names: string[]): Promise<string | undefined> {
	for (const name of names.toReversed()) if (await caches.match(shell, { cacheName: name })) return name;
	return undefined;
}

/** What a tab says: that a version may be unused by now, or what the person is to be told of. */
type Heard = { kind?: string } & Partial<{
	chatId: string | null;
	title: string;
	body: string;
	path: string;
}>;

async function hear(heard: Heard | null): Promise<void> {
	if (heard?.kind === 'notify') await notify(heard);
	else await dropUnused();
}

/** One notification a chat, the newest in the place of the one before; none of a chat that somebody looks at. */
async function notify({ chatId, title = '', body = '', path = '/' }: Heard): Promise<void> {
	const tabs = await worker.clients.matchAll({ type: 'window' });
	const shown = tabs.some((tab) => tab.focused && chatId && new URL(tab.url).pathname === `/chats/${chatId}`);
	if (shown) return;
	const options = {
		body,
		tag: chatId ?? 'inkling',
		renotify: true,
		icon: '/install/icon-192.png',
		data: { path }
	};
	await worker.registration.showNotification(title, options);
}

/** Shows what a notification is about in a tab that is there, or in a new one. */
async function choose(notification: Notification): Promise<void> {
	notification.close();
	const { path } = notification.data as { path: string };
	const tabs = await worker.clients.matchAll({ type: 'window' });
	const tab = tabs.find((one) => one.focused) ?? tabs[0];
	if (!tab) return void (await worker.clients.openWindow(path));
	tab.postMessage({ kind: 'open', path });
	await tab.focus();
}

/** A file whose name says what is in it: the same in every version, so that a tab of any of them finds its own. */
async function codeOf(request: Request): Promise<Response> {
	return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function fileOf(request: Request): Promise<Response> {
	return (await fromNewest(new URL(request.url).pathname)) ?? fetch(request);
}

/** The server's page if it comes in time, else the shell. */
async function pageOf(request: Request): Promise<Response> {
	const answer = fetch(request);
	const inTime = await Promise.race([answer.catch(() => null), wait(patienceMs)]);
	if (inTime && !isGatewayError(inTime)) return inTime;
	return (await fromNewest(shell)) ?? answer;
}

async function fromNewest(path: string): Promise<Response | undefined> {
	const cacheName = await newest(await versions());
	return cacheName === undefined ? undefined : caches.match(path, { cacheName, ignoreVary: true });
}

/** A proxy says that the server behind it is not there. */
function isGatewayError({ status }: Response): boolean {
	return status >= 502 && status <= 504;
}

function wait(ms: number): Promise<null> {
	return new Promise((resolve) => setTimeout(resolve, ms, null));
}
