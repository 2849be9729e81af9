import { Lucia, TimeSpan } from 'lucia';
import type { Store } from '../store/open-store.ts';
import type { UserRow } from '../store/users.ts';
import { createLuciaAdapter } from './lucia-adapter.ts';

/** A session ends after so long without use; Lucia renews it when half of that has passed. */
const idleDays = 30;

/**
 * Sessions by Lucia 3. Over https the cookie bears the `__Host-` prefix, so that no other host and no
 * plain connection can set it (RFC 6265bis, 4.1.3.2).
 */
export function createLucia(store: Store, { secure }: { secure: boolean }) {
	return new Lucia(createLuciaAdapter(store), {
		sessionExpiresIn: new TimeSpan(idleDays, 'd'),
		sessionCookie: {
			name: secure ? '__Host-inkling_session' : 'inkling_session',
			attributes: { secure, sameSite: 'lax', path: '/' }
		},
		getSessionAttributes: ({ deviceId }) => ({ deviceId }),
		getUserAttributes: ({ row }) => ({ row })
	});
}

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof createLucia>;
		DatabaseSessionAttributes: { deviceId: string };
		DatabaseUserAttributes: { row: UserRow };
	}
}
