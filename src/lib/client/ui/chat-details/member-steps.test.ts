import { expect, test } from 'vitest';
import { memberSteps } from './member-steps.ts';

test.each([
	['owner', 'owner', ['make-admin', 'remove']],
	['owner', 'admin', ['make-member', 'hand-over', 'remove']],
	['owner', 'member', ['make-admin', 'hand-over', 'remove']],
	['admin', 'member', ['remove']],
	['admin', 'admin', []],
	['admin', 'owner', []],
	['member', 'member', []]
] as const)('an %s is offered for an %s: %j', (mine, theirs, steps) => {
	expect(memberSteps(mine, theirs)).toEqual(steps);
});
