import type { ReadSession } from '$lib/server/auth/read-session.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who asks, or null for a stranger. */
			session: ReadSession | null;
		}
	}
}

export {};
