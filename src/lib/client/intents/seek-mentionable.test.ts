import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { Mirror } from '../mirror/mirror.ts';
import type { ChatRow } from '../mirror/rows.ts';
import { forgetMentionable, seekMentionable } from './seek-mentionable.ts';

async function mirrorWith(memberCount: number): Promise<Mirror> {
	const mirror = new Mirror('me', { indexedDB: new IDBFactory(), IDBKeyRange });
	const members = ['me', 'ben'].map((userId) => ({ userId, role: 'member', readSeq: 0 }));
	await mirror.chats.add({ id: 'c', memberCount, members, rev: 1 } as unknown as ChatRow);
	return mirror;
}

describe('seeking people to mention', () => {
	test('asks nobody where the device knows all members', async () => {
		const mirror = await mirrorWith(2);
		await seekMentionable(mirror, 'c', 'be');
		expect(await mirror.requests.toArray()).toEqual([]);
	});

	test('asks the server in a large group, and keeps those found until others are', async () => {
		const mirror = await mirrorWith(500);
		await seekMentionable(mirror, 'c', 'be');
		const members = [{ userId: 'bea', role: 'member', readSeq: 0 }];
		await mirror.requests.toCollection().modify({ state: 'done', members } as never);
		await seekMentionable(mirror, 'c', 'bea');
		expect(await mirror.requests.toArray()).toMatchObject([
			{ kind: 'members', chatId: 'c', query: 'bea', state: 'waiting', members }
		]);
		await forgetMentionable(mirror);
		expect(await mirror.requests.toArray()).toEqual([]);
	});
});
