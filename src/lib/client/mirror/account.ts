import type { User } from '../../protocol/entities.ts';
import type { Permission } from '../../protocol/server-roles.ts';

/** Who is signed in on this browser, as which device, and what they might do on the server when it was asked last. */
export type Account = {
	user: User;
	device: { id: string; name: string };
	permissions?: readonly Permission[];
};
