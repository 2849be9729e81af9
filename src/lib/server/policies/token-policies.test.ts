import { describe, expect, test } from 'vitest';
import { permissionFor } from './token-policies.ts';

describe('what a token has to permit', () => {
	test.each([
		['sync.initial', 'query', [], 'read'],
		['chat.messages.get', 'query', [], 'read'],
		['users.search', 'query', ['user.search'], 'read'],
		['chat.create', 'command', ['chat.create'], 'chats'],
		['chat.members.add', 'command', [], 'chats'],
		['message.send', 'command', [], 'write'],
		['draft.update', 'command', [], 'write'],
		['typing.start', 'signal', [], 'write'],
		['sync.offline', 'relay', [], 'any'],
		['users.list', 'query', ['user.list'], 'server.read'],
		['users.disable', 'command', ['user.disable'], 'server.manage'],
		['invites.revoke', 'command', ['invite.revoke'], 'server.manage']
	] as const)('for %s, a %s, %j: %s', (name, kind, needs, permission) => {
		expect(permissionFor({ name, kind, needs })).toBe(permission);
	});

	test.each([
		['users.password.reset', 'command', ['user.reset']],
		['users.role', 'command', ['user.role']],
		['tokens.create', 'command', ['token.create']],
		['devices.acknowledge', 'command', []],
		['devices.list', 'query', []],
		['notification.settings.update', 'command', []]
	] as const)('no token permits %s', (name, kind, needs) => {
		expect(permissionFor({ name, kind, needs })).toBeNull();
	});

	test('nothing is open to tokens of a part of the house that nobody has thought of', () => {
		expect(permissionFor({ name: 'secrets.list', kind: 'query', needs: [] })).toBeNull();
		expect(permissionFor({ name: 'secrets.tell', kind: 'command', needs: [] })).toBeNull();
	});
});
