import type { User } from '../../protocol/entities.ts';

/** Who is signed in on this browser, and as which device. */
export type Account = { user: User; device: { id: string; name: string } };
