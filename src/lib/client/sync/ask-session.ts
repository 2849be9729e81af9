import type { Reply } from '../../protocol/envelope.ts';
import type { Lock } from '../../protocol/lock.ts';
import type { Account } from '../mirror/account.ts';
import { pause } from './pause.ts';
import { traits } from './traits.ts';

/** Who the server takes this browser for. `locked`: somebody whom more is asked of, and who that is, where the server tells. `unreachable`: it cannot be asked now. */
export type Session =
	| { kind: 'signed-in'; account: Account }
	| { kind: 'locked'; asks: Lock; account: Account | null }
	| { kind: 'signed-out' }
	| { kind: 'unreachable' };

const patienceMs = 8_000;
/** Of the connections that a browser keeps for questions some may be dead, and those swallow the question. */
const asksAtMs = [0, 1_500, 3_000, 4_500, 6_000];

/** Asks the server whose session the browser's cookie is; once more from time to time until an answer comes. Never rejects. */
export async function askSession(): Promise<Session> {
	const over = new AbortController();
	const signal = AbortSignal.any([over.signal, AbortSignal.timeout(patienceMs)]);
	try {
		return await Promise.race(asksAtMs.map((ms) => pause(ms, signal).then(() => ask(signal))));
	} finally {
		over.abort();
	}
}

async function ask(signal: AbortSignal): Promise<Session> {
	try {
		const response = await fetch('/api/v1/session', {
			headers: { accept: 'application/json', ...traitHeaders() },
			// Else the browser lets one question of the same address wait for the other, and all of them for a dead connection.
			cache: 'no-store',
			signal
		});
		if (response.status !== 401 && !response.ok) return { kind: 'unreachable' };
		return toSession((await response.json()) as Reply<Account>);
	} catch {
		// No network, no answer, or something between that does not speak JSON: all of them mean "not now".
		return { kind: 'unreachable' };
	}
}

function toSession(reply: Reply<Account>): Session {
	if (reply.ok) return { kind: 'signed-in', account: reply.data };
	if (reply.error.code === 'unauthenticated') return { kind: 'signed-out' };
	const asks = reply.error.issues?.[0]?.path;
	if (reply.error.code === 'reauth_required' && asks) {
		const account = (reply.error.current ?? null) as Account | null;
		return { kind: 'locked', asks: asks as Lock, account };
	}
	return { kind: 'unreachable' };
}

/** The socket tells the same at its handshake. */
function traitHeaders() {
	const { language, timeZone } = traits();
	return { 'inkling-language': language, 'inkling-time-zone': timeZone };
}
