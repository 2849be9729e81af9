import { newId } from '../../src/lib/protocol/ids.ts';
import { createAuth } from '../../src/lib/server/auth/auth.ts';
import { openSession } from '../../src/lib/server/auth/open-session.ts';
import { findUser, insertUser } from '../../src/lib/server/store/users.ts';
import { withData } from './with-data.ts';

/** Somebody with an account: their id, and the cookie of a session. */
export type Account = { id: string; cookie: string };

const visitor = { deviceId: null, userAgent: 'bench', address: '127.0.0.1' };

/**
 * Makes accounts with a session each in the data of a server that does not run yet, by the server's own functions. Nobody
 * knows their passwords: to hash a thousand of them takes longer than the benchmark. The first owns the server.
 */
export function seedPeople(dataDir: string, count: number): Promise<Account[]> {
	return withData(dataDir, async ({ store, config, log }) => {
		const { signInsPerMinute, codeGuesses } = config.limits;
		const settings = { ...config, secure: false, signInsPerMinute, codeGuesses };
		const auth = createAuth(store, settings, Date.now, { log, findPlace: () => null, onRefusal: () => {} });
		const make = async (_: unknown, index: number): Promise<Account> => {
			const [id, username] = [newId(), `person${index}`];
			const role = index === 0 ? 'owner' : 'member';
			const row = { id, username, display_name: `Person ${index}`, role, password_hash: 'none' } as const;
			await store.write((tx) => insertUser(tx, row));
			const user = await findUser(store.db, id);
			if (!user) throw new Error('An account that was just made is not there.');
			const { cookies } = await openSession(auth, user, visitor, null);
			return { id, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
		};
		return Promise.all(Array.from({ length: count }, make));
	});
}
