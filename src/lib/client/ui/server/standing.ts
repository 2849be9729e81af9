import type { Permission, ServerRole } from '../../../protocol/server-roles.ts';
import { askServer } from '../ask-server.ts';

/** What this person is on the server, and what they may do there. */
export type Standing = { role: ServerRole; permissions: readonly Permission[] };

/** Asks the server anew: it may have changed since. `null`: it cannot be asked now. */
export async function askStanding(): Promise<Standing | null> {
	const reply = await askServer<Standing>('GET', 'session', '');
	return reply.ok ? reply.data : null;
}
