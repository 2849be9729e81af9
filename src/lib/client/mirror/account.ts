import type { User } from '../../protocol/entities.ts';
import type { Permission } from '../../protocol/server-roles.ts';

/**
 * What the server asks for before it lets a session in: a code or the password, because the device looks otherwise than
 * before, or a second factor, which has to be set up.
 */
export type Lock = 'code' | 'password' | 'factor';

/** Who is signed in on this browser, as which device, and what they might do on the server when it was asked last. */
export type Account = {
	user: User;
	device: { id: string; name: string };
	permissions?: readonly Permission[];
};
