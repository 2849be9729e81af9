import type { NotificationSettings } from '../../protocol/entities.ts';
import type { Db, Tx } from './open-store.ts';

/** What a person chose, or what holds for who chose nothing. */
export async function findNotificationSettings(db: Db, userId: string): Promise<NotificationSettings> {
	const row = await db.sql
		.selectFrom('notification_settings')
		.selectAll()
		.where('user_id', '=', userId)
		.executeTakeFirst();
	if (!row) return { level: 'all', quietHours: null };
	const { level, quiet_from: from, quiet_until: until } = row;
	return { level, quietHours: from === null || until === null ? null : { from, until } };
}

export async function updateNotificationSettings(
	tx: Tx,
	userId: string,
	{ level, quietHours }: NotificationSettings
): Promise<void> {
	const chosen = {
		level,
		quiet_from: quietHours?.from ?? null,
		quiet_until: quietHours?.until ?? null
	};
	await tx.sql
		.insertInto('notification_settings')
		.values({ user_id: userId, ...chosen })
		.onConflict((conflict) => conflict.column('user_id').doUpdateSet(chosen))
		.execute();
}
