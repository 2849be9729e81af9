import { expect, test } from 'vitest';
import { permission, serverRole } from '../../protocol/server-roles.ts';
import { mayAll, mayGiveServerRole, mayLookAfter } from './server-policies.ts';

test.each([
	['owner', true, true, true],
	['admin', true, true, true],
	['member', true, true, false],
	['guest', false, false, false],
	['bot', false, true, false]
] as const)('%s may make chats, search people, look after the server', (role, ...expected) => {
	const needs = [['chat.create'], ['user.search'], ['user.list', 'user.disable', 'audit.read']] as const;
	expect(needs.map((all) => mayAll(role, all))).toEqual(expected);
});

test('whoever lacks one of the permissions that something needs may not do it', () => {
	expect(mayAll('member', ['invite.create', 'audit.read'])).toBe(false);
	expect(mayAll('guest', [])).toBe(true);
	expect(mayAll('owner', permission.options)).toBe(true);
});

test.each([
	['owner', ['owner', 'admin', 'member', 'guest', 'bot']],
	['admin', ['member', 'guest', 'bot']],
	['member', []],
	['guest', []],
	['bot', []]
] as const)('%s looks after %o', (role, expected) => {
	expect(serverRole.options.filter((target) => mayLookAfter(role, target))).toEqual(expected);
});

test.each([
	['owner', 'member', 'owner', true],
	['owner', 'owner', 'member', true],
	['admin', 'member', 'guest', true],
	['admin', 'guest', 'member', true],
	['admin', 'member', 'admin', false],
	['admin', 'admin', 'member', false],
	['owner', 'bot', 'member', false],
	['owner', 'member', 'bot', false]
] as const)('%s makes a %s a %s: %s', (role, from, to, may) => {
	expect(mayGiveServerRole(role, from, to)).toBe(may);
});
