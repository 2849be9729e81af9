import type { Db, Tx } from './open-store.ts';
import { prepare } from './prepared.ts';

export type Device = { id: string; name: string };

/** A device with how it looked when it connected first; null where it has not. */
export type KnownDevice = Device & { browser_hash: string | null; fingerprint: string | null };

/** When (in milliseconds) and where a device was seen last, and how; null where that is not known. */
export type Sighting = { last_seen_at: number; place: string | null; fingerprint: string | null };

const deviceOf = prepare<{ userId: string; id: string }>()((sql, place) =>
	sql
		.selectFrom('devices')
		.select(['id', 'name', 'browser_hash', 'fingerprint'])
		.where('user_id', '=', place('userId'))
		.where('id', '=', place('id'))
);

export async function findDevice(db: Db, userId: string, id: string): Promise<KnownDevice | undefined> {
	return db.prepared.first(deviceOf, { userId, id });
}

const sightingOf = prepare<{ userId: string; id: string }>()((sql, place) =>
	sql
		.selectFrom('devices')
		.select(['last_seen_at', 'place', 'fingerprint'])
		.where('user_id', '=', place('userId'))
		.where('id', '=', place('id'))
);

export async function findSighting(db: Db, userId: string, id: string): Promise<Sighting | undefined> {
	return db.prepared.first(sightingOf, { userId, id });
}

/** Remembers a device of a person, or that it was seen just now, and roughly where. */
export async function touchDevice(
	tx: Tx,
	userId: string,
	device: Device,
	place: string | null
): Promise<void> {
	await tx.sql
		.insertInto('devices')
		.values({
			id: device.id,
			name: device.name,
			user_id: userId,
			created_at: tx.now,
			last_seen_at: tx.now,
			browser_hash: null,
			fingerprint: null,
			standing: null,
			standing_at: null,
			place
		})
		.onConflict((conflict) =>
			conflict.columns(['user_id', 'id']).doUpdateSet({ last_seen_at: tx.now, place })
		)
		.execute();
}

/** Remembers how a device looks from now on. One that is known already stays as it is. */
export async function bindDevice(
	tx: Tx,
	userId: string,
	id: string,
	{ browser, whole }: { browser: string; whole: string }
): Promise<void> {
	await tx.sql
		.updateTable('devices')
		.set({ browser_hash: browser, fingerprint: whole })
		.where('user_id', '=', userId)
		.where('id', '=', id)
		.where('fingerprint', 'is', null)
		.execute();
}

/** Forgets how a device looks: its next connection tells. */
export async function unbindDevice(tx: Tx, userId: string, id: string): Promise<void> {
	await tx.sql
		.updateTable('devices')
		.set({ browser_hash: null, fingerprint: null })
		.where('user_id', '=', userId)
		.where('id', '=', id)
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
		.select(['id', 'name', 'created_at', 'last_seen_at', 'place'])
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
