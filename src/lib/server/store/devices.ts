import type { Db, Tx } from './open-store.ts';

export type Device = { id: string; name: string };

export async function findDevice(db: Db, userId: string, id: string): Promise<Device | undefined> {
	return db.sql
		.selectFrom('devices')
		.select(['id', 'name'])
		.where('user_id', '=', userId)
		.where('id', '=', id)
		.executeTakeFirst();
}

/** Remembers a device of a person, or that it was seen just now. */
export async function touchDevice(tx: Tx, userId: string, device: Device): Promise<void> {
	await tx.sql
		.insertInto('devices')
		.values({ ...device, user_id: userId, created_at: tx.now, last_seen_at: tx.now })
		.onConflict((conflict) => conflict.columns(['user_id', 'id']).doUpdateSet({ last_seen_at: tx.now }))
		.execute();
}

/** All devices of a person that were ever seen, the one seen last first. */
export async function listDevices(db: Db, userId: string) {
	return db.sql
		.selectFrom('devices')
		.select(['id', 'name', 'last_seen_at'])
		.where('user_id', '=', userId)
		.orderBy('last_seen_at', 'desc')
		.execute();
}

/** The devices on which a person is signed in at this time, the one seen last first. */
export async function listSignedInDevices(db: Db, userId: string, now: number) {
	return db.sql
		.selectFrom('devices')
		.select(['id', 'name', 'created_at', 'last_seen_at'])
		.where('user_id', '=', userId)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('sessions')
					.select('sessions.id')
					.where('sessions.user_id', '=', userId)
					.whereRef('sessions.device_id', '=', 'devices.id')
					.where('sessions.expires_at', '>', now)
			)
		)
		.orderBy('last_seen_at', 'desc')
		.execute();
}
