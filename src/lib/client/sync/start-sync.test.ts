import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { Account } from '../mirror/account.ts';
import { Mirror } from '../mirror/mirror.ts';
import type { Session } from './ask-session.ts';
import { startSync } from './start-sync.ts';

const never = () => () => {};
const account: Account = {
	user: { id: 'ana', username: 'ana', displayName: 'Ana', avatarUrl: null, bot: false, disabled: false },
	device: { id: 'device', name: 'Test' }
};

test('who signs out while it is asked whose session this is, is not remembered by the answer', async () => {
	const mirror = new Mirror('ana', { indexedDB: new IDBFactory(), IDBKeyRange });
	const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
	const { promise: session, resolve: answer } = Promise.withResolvers<Session>();
	const remembered: Account[] = [];
	const sync = startSync(mirror, {
		clientVersion: 'test',
		// No connection stands in this test, so nobody looks at it.
		moment: {} as never,
		surroundings: {
			onWake: never,
			onOffline: never,
			onInput: never,
			isVisible: () => true,
			whenIdle: () => Promise.resolve(),
			lead: (_, signal, work) => work(signal)
		},
		askSession: () => {
			ask();
			return session;
		},
		connect: () => Promise.resolve({ code: null }),
		onAccount: (each) => remembered.push(each),
		onOtherAccount: () => {}
	});
	await asked;
	const stopped = sync.stop();
	answer({ kind: 'signed-in', account });
	await stopped;
	expect(remembered).toEqual([]);
});
