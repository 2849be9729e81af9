import { Lucia, TimeSpan } from 'lucia';
import type { Store } from '../store/open-store.ts';
import type { UserRow } from '../store/users.ts';
import { createLuciaAdapter } from './lucia-adapter.ts';

export const dayMs = 24 * 60 * 60 * 1000;

/**
 * Sessions by Lucia 3. One ends after `sessionDays.idle` days without use – Lucia renews it when half of them have passed –,
 * and after `sessionDays.life` in any case. Over https the cookie bears the `__Host-` prefix, so that no other host and no
 * plain connection can set it (RFC 6265bis, 4.1.3.2).
 */
export function createLucia(
	store: Store,
	{ secure, sessionDays }: { secure: boolean; sessionDays: { idle: number; life: number } }
) {
	return new Lucia(createLuciaAdapter(store, sessionDays.life * dayMs), {
		sessionExpiresIn: new TimeSpan(sessionDays.idle, 'd'),
		sessionCookie: {
			name: secure ? '__Host-inkling_session' : 'inkling_session',
			attributes: { secure, sameSite: 'lax', path: '/' }
		},
		getSessionAttributes: ({ deviceId, createdAt }) => ({ deviceId, createdAt }),
		getUserAttributes: ({ row }) => ({ row })
	});
}

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof createLucia>;
		DatabaseSessionAttributes: { deviceId: string; createdAt: number };
		DatabaseUserAttributes: { row: UserRow };
	}
}
