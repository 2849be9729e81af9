import type { Permission } from '../../protocol/server-roles.ts';
import type { Account } from '../mirror/account.ts';

/** Whether it is worth offering: the server decides anew each time. What it has never told is offered. */
export function may({ permissions }: Pick<Account, 'permissions'>, permission: Permission): boolean {
	return permissions?.includes(permission) ?? true;
}
