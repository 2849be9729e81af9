import { expect, test } from 'vitest';
import { mayDelete, mayEdit } from './message-policies.ts';

test.each([
	['the sender', { isSender: true, role: 'member', kind: 'group', deleted: false }, true, true],
	[
		'the sender, once it is deleted',
		{ isSender: true, role: 'member', kind: 'group', deleted: true },
		false,
		true
	],
	['another member', { isSender: false, role: 'member', kind: 'group', deleted: false }, false, false],
	['an admin', { isSender: false, role: 'admin', kind: 'group', deleted: false }, false, true],
	['the owner', { isSender: false, role: 'owner', kind: 'group', deleted: false }, false, true],
	['the other of two', { isSender: false, role: 'owner', kind: 'direct', deleted: false }, false, false]
] as const)('%s', (_, facts, edits, deletes) => {
	expect(mayEdit(facts)).toBe(edits);
	expect(mayDelete(facts)).toBe(deletes);
});
