import { pino } from 'pino';
import { newId } from '../../src/lib/protocol/ids.ts';
import { createAuth } from '../../src/lib/server/auth/auth.ts';
import { openSession } from '../../src/lib/server/auth/open-session.ts';
import { readConfig } from '../../src/lib/server/config.ts';
import { openKeyProvider } from '../../src/lib/server/keyring/open-key-provider.ts';
import { openStore } from '../../src/lib/server/store/open-store.ts';
import { findUser, insertUser } from '../../src/lib/server/store/users.ts';

/** Somebody with an account: their id, and the cookie of a session. */
export type Account = { id: string; cookie: string };

const visitor = { deviceId: null, userAgent: 'bench', address: '127.0.0.1' };

/**
 * Makes accounts with a session each in the data of a server that does not run yet, by the server's own functions. Nobody
 * knows their passwords: to hash a thousand of them takes longer than the benchmark. The first owns the server.
 */
export async function seedPeople(dataDir: string, count: number): Promise<Account[]> {
	const config = readConfig({ DATA_DIR: dataDir });
	const log = pino({ level: 'silent' });
	const provider = await openKeyProvider(config.keys, true, log);
	const store = await openStore(config.databaseFile, provider, Date.now);
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
	const accounts = await Promise.all(Array.from({ length: count }, make));
	await store.close();
	provider.close();
	return accounts;
}
