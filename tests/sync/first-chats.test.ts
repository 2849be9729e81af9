import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as applying from '../../src/lib/client/mirror/apply-page.ts';
import { readFact } from '../../src/lib/client/mirror/facts.ts';
import { Mirror } from '../../src/lib/client/mirror/mirror.ts';
import type { Session } from '../../src/lib/client/sync/ask-session.ts';
import { bringFirstChats } from '../../src/lib/client/sync/first-chats.ts';
import type { Request } from '../../src/lib/client/sync/link.ts';
import { pull } from '../../src/lib/client/sync/pull.ts';
import { pageSizes } from '../../src/lib/client/sync/page-sizes.ts';
import type { Data } from '../../src/lib/protocol/contract.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const count = 130;
const code = Promise.resolve(applying);
let server: TestServer;
let ana: Awaited<ReturnType<TestServer['person']>>;
let client: Awaited<ReturnType<typeof connect>>;
let mirror: Mirror;

beforeAll(async () => {
	server = await startServer();
	ana = await server.person('ana');
	client = await connect(server, ana);
	const ids = Array.from({ length: count }, newId);
	await Promise.all(
		ids.map((id) => client.get('chat.create', { id, kind: 'group', memberIds: [], title: 'One of many' }))
	);
});

beforeEach(() => {
	mirror = new Mirror(ana.user.id, { indexedDB: new IDBFactory(), IDBKeyRange });
	return () => mirror.close();
});

afterAll(() => server.stop());

const request = ((event: 'sync.initial', payload: { cursor: string | null; limit: number }) =>
	client.ask(event, payload)) as unknown as Request;
const firstPage = () => client.get('sync.initial', { cursor: null, limit: pageSizes.first });
const signedIn = (userId: string) => () =>
	Promise.resolve({ kind: 'signed-in', account: { user: { ...ana.user, id: userId } } } as Session);

const own = () => signedIn(ana.user.id)();

test('the first page comes, and sync goes on from there', async () => {
	expect(await bringFirstChats(mirror, code, { session: own, page: firstPage })).toBe(true);
	expect(await mirror.chats.count()).toBe(pageSizes.first);
	const asked: unknown[] = [];
	const noting = ((event: string, payload: { cursor: string | null }) => {
		asked.push(payload.cursor);
		return client.ask(event, payload);
	}) as unknown as Request;
	expect(await pull(mirror, noting)).toBe(true);
	expect(asked).not.toContain(null);
	expect(await mirror.chats.count()).toBe(count);
	expect(await readFact(mirror, 'synced')).toBe(true);
});

test('where sync was first, what it wrote stays, and it need not go back', async () => {
	const early = await firstPage();
	let tell: (page: Data<'sync.initial'>) => void = () => {};
	const page = () => new Promise<Data<'sync.initial'>>((resolve) => (tell = resolve));
	const brought = bringFirstChats(mirror, code, { session: own, page });
	expect(await pull(mirror, request)).toBe(true);
	const cursor = await readFact(mirror, 'cursor');
	tell(early);
	expect(await brought).toBe(true);
	expect(await readFact(mirror, 'cursor')).toBe(cursor);
	expect(await mirror.chats.count()).toBe(count);
});

test.each([
	['another person’s session', { session: signedIn(newId()), page: firstPage }],
	['no session', { session: () => Promise.resolve({ kind: 'signed-out' } as const), page: firstPage }],
	['a refusal', { session: own, page: () => Promise.resolve(null) }],
	['no answer', { session: own, page: () => Promise.reject(new TypeError('Failed to fetch')) }]
])('with %s nothing is written, and sync is left to begin', async (_, { session, page }) => {
	vi.spyOn(console, 'warn').mockReturnValue(undefined);
	expect(await bringFirstChats(mirror, code, { session, page })).toBe(false);
	expect(await mirror.chats.count()).toBe(0);
	expect(await readFact(mirror, 'cursor')).toBeUndefined();
	vi.restoreAllMocks();
});
