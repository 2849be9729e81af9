import type { Db } from '../open-store.ts';

/** How much there is, to tell one backup from another. */
export async function countRows(db: Db): Promise<{ people: number; chats: number; messages: number }> {
	const count = async (table: 'users' | 'chats' | 'messages') => {
		const rows = db.sql.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('count'));
		return (await rows.executeTakeFirstOrThrow()).count;
	};
	return { people: await count('users'), chats: await count('chats'), messages: await count('messages') };
}
