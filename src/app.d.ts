import type { Lock } from '$lib/protocol/lock.ts';
import type { ReadSession } from '$lib/server/auth/read-session.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who asks, or null for a stranger. */
			session: ReadSession | null;
			/** What is still asked of who has a session. */
			lock: Lock | null;
		}
	}
}

export {};
