import { openSession } from '../../../src/lib/server/auth/open-session.ts';
import { findUser, insertUser, toUser } from '../../../src/lib/server/store/users.ts';
import { newId } from '../../../src/lib/protocol/ids.ts';
import type { Person, TestServer } from '../../support/start-server.ts';

const visitor = { deviceId: null, userAgent: 'test', address: '127.0.0.1' };

/** An account whose password nobody knows: to hash one takes longer than a whole run. */
export async function meetPerson({ app }: TestServer, name: string): Promise<Person> {
	const id = newId();
	const account = { id, username: `${name}-${id}`, display_name: name, role: 'member', password_hash: '' };
	await app.store.write((tx) => insertUser(tx, account as Parameters<typeof insertUser>[1]));
	const user = await findUser(app.store.db, id);
	if (!user) throw new Error('An account that was just made is not there.');
	const [session] = (await openSession(app.auth, user, visitor, null)).cookies;
	if (!session) throw new Error('The session set no cookie.');
	return { user: toUser(user), cookie: `${session.name}=${session.value}`, sessionId: session.value };
}
