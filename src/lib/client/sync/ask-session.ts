import type { Reply } from '../../protocol/envelope.ts';
import type { Account } from '../mirror/account.ts';

/** Who the server takes this browser for. `unreachable`: it cannot be asked now. */
export type Session =
	{ kind: 'signed-in'; account: Account } | { kind: 'signed-out' } | { kind: 'unreachable' };

/** Asks the server whose session the browser's cookie is. Never rejects. */
export async function askSession(): Promise<Session> {
	try {
		const response = await fetch('/api/v1/session', { headers: { accept: 'application/json' } });
		if (response.status === 401) return { kind: 'signed-out' };
		if (!response.ok) return { kind: 'unreachable' };
		const reply = (await response.json()) as Reply<Account>;
		return reply.ok ? { kind: 'signed-in', account: reply.data } : { kind: 'unreachable' };
	} catch {
		// No network, or something between that does not speak JSON: both mean "not now".
		return { kind: 'unreachable' };
	}
}
