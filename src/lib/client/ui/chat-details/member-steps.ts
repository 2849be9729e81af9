import type { MemberRole } from '../../../protocol/entities.ts';

/** What one may do to another member of a group; the server decides, this is what is offered. */
export type MemberStep = 'make-admin' | 'make-member' | 'hand-over' | 'remove';

/** The steps that somebody with the role `mine` is offered for another one with the role `theirs`. */
export function memberSteps(mine: MemberRole, theirs: MemberRole): MemberStep[] {
	if (mine === 'owner') {
		if (theirs === 'owner') return ['make-admin', 'remove'];
		return [theirs === 'admin' ? 'make-member' : 'make-admin', 'hand-over', 'remove'];
	}
	return mine === 'admin' && theirs === 'member' ? ['remove'] : [];
}
