import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import type { User } from '../../protocol/entities.ts';
import * as applying from '../mirror/apply.ts';
import { Mirror } from '../mirror/mirror.ts';
import { Inbox } from './inbox.ts';

const user: User = {
	id: 'ben',
	username: 'ben',
	displayName: 'Ben',
	avatarUrl: null,
	bot: false,
	disabled: false
};

test('a push that comes just when the writing of others ends is written too', async () => {
	// A write that takes one turn, so that every moment of its end is met.
	const apply = vi.spyOn(applying, 'apply').mockResolvedValue({ incomplete: false, news: [] });
	const mirror = new Mirror('ana', { indexedDB: new IDBFactory(), IDBKeyRange });
	for (let microtasks = 0; microtasks < 20; microtasks++) {
		const inbox = new Inbox(
			mirror,
			() => {},
			(work) => work()
		);
		inbox.take([]);
		inbox.take([['user.updated', user]]);
		for (let n = 0; n < microtasks; n++) await Promise.resolve();
		inbox.take([['user.updated', { ...user, displayName: `Ben ${microtasks}` }]]);
		await inbox.settled();
		const last = apply.mock.lastCall?.[1].users?.at(-1);
		expect(last?.displayName).toBe(`Ben ${microtasks}`);
	}
});
