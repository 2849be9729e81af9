import type { Lock } from '$lib/protocol/lock.ts';
import type { ReadSession } from '$lib/server/auth/read-session.ts';
import type { ReadToken } from '$lib/server/auth/read-token.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who asks, or null for a stranger and for a program. */
			session: ReadSession | null;
			/** The program that asks, where one does. */
			token: ReadToken | null;
			/** What is still asked of who has a session. */
			lock: Lock | null;
		}
	}
}

export {};
