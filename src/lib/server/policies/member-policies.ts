import type { Chat, MemberRole } from '../../protocol/entities.ts';

/** Who asks, in which kind of chat. */
export type Asking = { kind: Chat['kind']; role: MemberRole };

/** Those who look after a group let others in. */
export function mayAdd({ kind, role }: Asking): boolean {
	return kind === 'group' && role !== 'member';
}

/** An owner takes anybody out, an admin those who look after nothing. */
export function mayRemove({ kind, role }: Asking, target: MemberRole): boolean {
	if (kind !== 'group') return false;
	return role === 'owner' || (role === 'admin' && target === 'member');
}

/** Roles are given by owners alone, to each other too. */
export function mayGiveRole({ kind, role }: Asking): boolean {
	return kind === 'group' && role === 'owner';
}

/** A group of several people needs an owner: the last one hands over before leaving or stepping down. */
export function leavesAnOwner(role: MemberRole, owners: number): boolean {
	return role !== 'owner' || owners > 1;
}
