import type { NewDevice } from '../../protocol/entities.ts';
import type { Db, Tx } from './open-store.ts';
import type { DevicesTable } from './tables.ts';

export type DeviceStanding = DevicesTable['standing'];

/** What was said of a device, and when, in ms. */
export type StandingRow = { id: string; standing: DeviceStanding; standing_at: number | null };

const columns = ['devices.id', 'devices.standing', 'devices.standing_at'] as const;

export async function findStanding(db: Db, userId: string, id: string): Promise<StandingRow | undefined> {
	return db.sql
		.selectFrom('devices')
		.select(columns)
		.where('user_id', '=', userId)
		.where('id', '=', id)
		.executeTakeFirst();
}

/** Of the device that a session belongs to, whatever a client calls itself. */
export async function findStandingOfSession(db: Db, sessionId: string): Promise<StandingRow | undefined> {
	return db.sql
		.selectFrom('sessions')
		.innerJoin('devices', (join) =>
			join.onRef('devices.user_id', '=', 'sessions.user_id').onRef('devices.id', '=', 'sessions.device_id')
		)
		.select(columns)
		.where('sessions.id', '=', sessionId)
		.executeTakeFirst();
}

/** On which somebody signed in, and nothing was said of since; the newest first. */
export async function listNewDevices(db: Db, userId: string): Promise<NewDevice[]> {
	const rows = await db.sql
		.selectFrom('devices')
		.select(['id', 'name', 'place', 'standing_at'])
		.where('user_id', '=', userId)
		.where('standing', '=', 'new')
		.orderBy('standing_at', 'desc')
		.execute();
	return rows.map(({ id, name, place, standing_at }) => ({ id, name, place, since: standing_at ?? 0 }));
}

/** A person who never signed in on any device has nobody to tell of their first one. */
export async function hasOwnDevice(db: Db, userId: string): Promise<boolean> {
	const row = await db.sql
		.selectFrom('devices')
		.select('id')
		.where('user_id', '=', userId)
		.where('standing', 'is not', null)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

export async function setStanding(
	tx: Tx,
	userId: string,
	id: string,
	standing: DeviceStanding
): Promise<void> {
	await tx.sql
		.updateTable('devices')
		.set({ standing, standing_at: tx.now })
		.where('user_id', '=', userId)
		.where('id', '=', id)
		.execute();
}
