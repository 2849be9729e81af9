import { expect, test } from 'vitest';
import { mayDelete, mayEdit } from './message-policies.ts';

test.each([
	['the sender', { isSender: true, role: 'member', deleted: false }, true, true],
	['the sender, once it is deleted', { isSender: true, role: 'member', deleted: true }, false, true],
	['another member', { isSender: false, role: 'member', deleted: false }, false, false],
	['an admin', { isSender: false, role: 'admin', deleted: false }, false, true],
	['the owner', { isSender: false, role: 'owner', deleted: false }, false, true]
] as const)('%s', (_, facts, edits, deletes) => {
	expect(mayEdit(facts)).toBe(edits);
	expect(mayDelete(facts)).toBe(deletes);
});
