import { expect, test } from 'vitest';
import { mayChooseWriters, mayDeleteChat, mayRename, maySeeChat, mayWrite } from './chat-policies.ts';

test.each([
	['a member', { isMember: true, isCreator: false, initiated: true, deleted: false }, true],
	[
		'a member before the first message',
		{ isMember: true, isCreator: false, initiated: false, deleted: false },
		false
	],
	['its creator before that', { isMember: true, isCreator: true, initiated: false, deleted: false }, true],
	['a creator who was removed', { isMember: false, isCreator: true, initiated: true, deleted: false }, false],
	['a stranger', { isMember: false, isCreator: false, initiated: true, deleted: false }, false],
	['a member once it is deleted', { isMember: true, isCreator: true, initiated: true, deleted: true }, false]
])('%s sees a chat or not', (_, facts, sees) => {
	expect(maySeeChat(facts)).toBe(sees);
});

const group = { kind: 'group', writers: 'all' } as const;
const announcements = { kind: 'group', writers: 'admins' } as const;
const direct = { kind: 'direct', writers: 'all' } as const;
const self = { kind: 'self', writers: 'all' } as const;

test.each([
	['a member', { ...group, role: 'member' }, true, true, false, false],
	['an admin', { ...group, role: 'admin' }, true, true, true, false],
	['an owner', { ...group, role: 'owner' }, true, true, true, true],
	['a member of announcements', { ...announcements, role: 'member' }, false, false, false, false],
	['an admin of announcements', { ...announcements, role: 'admin' }, true, true, true, false],
	['an owner of announcements', { ...announcements, role: 'owner' }, true, true, true, true],
	['one of two', { ...direct, role: 'owner' }, true, false, false, true],
	['oneself', { ...self, role: 'owner' }, true, false, false, true]
] as const)('%s may write, rename, choose who writes, delete', (_, standing, ...expected) => {
	const may = [mayWrite, mayRename, mayChooseWriters, mayDeleteChat];
	expect(may.map((rule) => rule(standing))).toEqual(expected);
});
