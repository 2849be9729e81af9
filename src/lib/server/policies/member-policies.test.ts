import { expect, test } from 'vitest';
import { leavesAnOwner, mayAdd, mayGiveRole, mayRemove } from './member-policies.ts';

test.each([
	['an owner', { kind: 'group', role: 'owner' }, true, true, [true, true, true]],
	['an admin', { kind: 'group', role: 'admin' }, true, false, [true, false, false]],
	['a member', { kind: 'group', role: 'member' }, false, false, [false, false, false]],
	['one of two', { kind: 'direct', role: 'owner' }, false, false, [false, false, false]],
	['oneself', { kind: 'self', role: 'owner' }, false, false, [false, false, false]]
] as const)('%s adds, gives roles, removes members, admins, owners', (_, asking, adds, gives, removes) => {
	expect(mayAdd(asking)).toBe(adds);
	expect(mayGiveRole(asking)).toBe(gives);
	expect((['member', 'admin', 'owner'] as const).map((target) => mayRemove(asking, target))).toEqual(removes);
});

test.each([
	['a member', 'member', 1, true],
	['an admin', 'admin', 1, true],
	['one of two owners', 'owner', 2, true],
	['the last owner', 'owner', 1, false]
] as const)('without %s an owner is left or not', (_, role, owners, left) => {
	expect(leavesAnOwner(role, owners)).toBe(left);
});
