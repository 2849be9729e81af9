import type { Selectable } from 'kysely';
import { sealingKey } from './chat-keys.ts';
import type { Db, Tx } from './open-store.ts';
import type { TitleMutationsTable } from './tables.ts';

export type TitleMutationRow = Selectable<TitleMutationsTable>;

export async function findTitleMutation(
	db: Db,
	userId: string,
	mutationId: string
): Promise<TitleMutationRow | undefined> {
	return db.sql
		.selectFrom('title_mutations')
		.selectAll()
		.where('user_id', '=', userId)
		.where('mutation_id', '=', mutationId)
		.executeTakeFirst();
}

/** Gives a chat its next title and remembers the change. */
export async function writeTitle(
	tx: Tx,
	change: { chatId: string; userId: string; mutationId: string; title: string; version: number }
): Promise<void> {
	const key = await sealingKey(tx, change.chatId);
	await tx.sql
		.updateTable('chats')
		.set({
			title_sealed: key.seal('title', change.chatId, change.title),
			title_version: change.version,
			stamp: tx.stamp
		})
		.where('id', '=', change.chatId)
		.execute();
	await tx.sql
		.insertInto('title_mutations')
		.values({
			user_id: change.userId,
			mutation_id: change.mutationId,
			chat_id: change.chatId,
			version: change.version,
			fingerprint: key.fingerprint(change.title)
		})
		.execute();
}
