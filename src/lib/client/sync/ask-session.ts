import type { Reply } from '../../protocol/envelope.ts';
import type { Account } from '../mirror/account.ts';
import { pause } from './pause.ts';

/** Who the server takes this browser for. `unreachable`: it cannot be asked now. */
export type Session =
	{ kind: 'signed-in'; account: Account } | { kind: 'signed-out' } | { kind: 'unreachable' };

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
			headers: { accept: 'application/json' },
			// Else the browser lets one question of the same address wait for the other, and all of them for a dead connection.
			cache: 'no-store',
			signal
		});
		if (response.status === 401) return { kind: 'signed-out' };
		if (!response.ok) return { kind: 'unreachable' };
		const reply = (await response.json()) as Reply<Account>;
		return reply.ok ? { kind: 'signed-in', account: reply.data } : { kind: 'unreachable' };
	} catch {
		// No network, no answer, or something between that does not speak JSON: all of them mean "not now".
		return { kind: 'unreachable' };
	}
}
